import type { Destination, DestinationAddress } from "@/lib/domain/destination";
import { hostOf, placeOf } from "@/lib/domain/destination-place";
import type { Tone } from "../ui/tone";

export const kindWords: Record<DestinationAddress["kind"], string> = { hub: "Hugging Face hub", bucket: "S3 bucket" };

type Pushed = { files: number | null; folder: string; what: "export" | "model" };

/** What a push there does, before it is done: what is written, what is replaced, what is left alone. */
export function pushWords(address: DestinationAddress, { files, folder, what }: Pushed): string {
  const some = files === null ? "its files" : `${files} files`;
  if (address.kind === "bucket")
    return `Writes ${some} to a folder of this ${what}'s own, ${placeOf(address)}/${folder}/, and overwrites nothing of any other. Sent again, what is there already is not sent twice.`;
  const made = address.creates ? " Where the repository is not there yet, it is made, private." : "";
  return `Writes ${some} to ${address.repo} at ${hostOf(address)}, in one commit on ${address.revision}. Files of the same name are replaced, README.md among them; their earlier versions stay in the repository's history, and all other files are left alone.${made}`;
}

/** How its last connection test stands; null where it was never tried. */
export function testStand({ test }: Destination): { label: string; tone: Tone; words: string | null } | null {
  if (!test) return null;
  if (test.status === "done") return { label: "It works", tone: "ok", words: test.text };
  if (test.status === "failed") return { label: "It failed", tone: "danger", words: test.error };
  if (test.status === "cancelled") return { label: "Stopped", tone: "warn", words: null };
  return { label: test.status === "waiting" ? "Waiting for a worker" : "Testing", tone: "accent", words: null };
}
