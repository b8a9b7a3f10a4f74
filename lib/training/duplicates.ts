import type { Example } from "@/lib/domain/training/audit";
import type { AuditedRow } from "./audited-row";

type Copy = { part: string | null; first: Example };

/** Rows of the same words in more than one part of a split: what is tested or validated on would have been learned. */
export class Duplicates {
  private readonly copies = new Map<string, Copy[]>();

  take({ record, part }: AuditedRow, at: Example): void {
    if (part === null) return;
    const words = wordsOf(record);
    const copies = this.copies.get(words);
    if (!copies) this.copies.set(words, [{ part, first: at }]);
    else if (copies.every((copy) => copy.part !== part)) copies.push({ part, first: at });
  }

  /** One for each row outside of the part that is trained on, whose words stand in another part as well. */
  *across(): Generator<Example> {
    for (const copies of this.copies.values())
      if (copies.length > 1) yield* copies.filter(({ part }) => part !== "train").map(({ first }) => first);
  }
}

/** All that is said in a row, however it is spaced and in small letters, as a short fingerprint. */
function wordsOf(record: Readonly<Record<string, unknown>>): string {
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  let length = 0;
  const add = (text: string) => {
    const plain = text.toLowerCase().replaceAll(/\s+/g, " ").trim();
    length += plain.length;
    for (let i = 0; i < plain.length; i++) {
      low = Math.imul(low ^ plain.charCodeAt(i), 0x01000193);
      high = Math.imul(high ^ plain.charCodeAt(i), 0x5bd1e995);
      high ^= high >>> 13;
    }
  };
  const walk = (value: unknown): void => {
    if (typeof value === "string") add(value);
    else if (isTokens(value)) add(value.join(" "));
    else if (typeof value === "object" && value !== null)
      for (const [key, inner] of Object.entries(value)) if (key !== "id" && key !== "labels") walk(inner);
  };
  walk(record);
  return `${low >>> 0}.${high >>> 0}.${length}`;
}

function isTokens(value: unknown): value is number[] {
  return Array.isArray(value) && typeof value[0] === "number";
}
