import { createHash } from "node:crypto";
import type { Source } from "@/lib/formats/text/decode-text";

/** The same file, and what it comes to by SHA-256 in hex once it was read to its end. */
export function hashOnTheWay(file: Source): { file: Source; digest: () => string } {
  const hash = createHash("sha256");
  if (typeof file === "string") hash.update(file);
  async function* pieces(whole: Exclude<Source, string>) {
    for await (const piece of whole) {
      hash.update(piece);
      yield piece;
    }
  }
  return { file: typeof file === "string" ? file : pieces(file), digest: () => hash.digest("hex") };
}
