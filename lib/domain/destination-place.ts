import type { DestinationAddress } from "./destination";

/** Where that is, as people write it: "huggingface.co/datasets/team/talks", "s3://bucket/exports". */
export function placeOf(address: DestinationAddress): string {
  if (address.kind === "hub") {
    const branch = address.revision === "main" ? "" : ` at ${address.revision}`;
    return `${hostOf(address)}/datasets/${address.repo}${branch}`;
  }
  const folder = address.prefix === "" ? "" : `/${address.prefix}`;
  return `s3://${address.bucket}${folder}`;
}

/** The host that is called. */
export function hostOf({ url }: Pick<DestinationAddress, "url">): string {
  return new URL(url).host;
}
