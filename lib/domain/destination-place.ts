import type { DestinationAddress } from "./destination";

/** Where that is, as people write it: "huggingface.co/datasets/team/talks", "s3://bucket/exports". */
export function placeOf(address: DestinationAddress): string {
  if (address.kind === "hub") {
    const branch = address.revision === "main" ? "" : ` at ${address.revision}`;
    return `${hostOf(address)}/${address.holds === "model" ? "" : "datasets/"}${address.repo}${branch}`;
  }
  const folder = address.prefix === "" ? "" : `/${address.prefix}`;
  return `s3://${address.bucket}${folder}`;
}

/** Whether what is a data set, or a model, can be sent there: a bucket takes both, a repository one of them. */
export function takes(address: DestinationAddress, what: "dataset" | "model"): boolean {
  return address.kind === "bucket" || address.holds === what;
}

/** The host that is called. */
export function hostOf({ url }: Pick<DestinationAddress, "url">): string {
  return new URL(url).host;
}
