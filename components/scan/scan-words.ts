import type { FindingKind } from "@/lib/domain/scan/scan";
import type { Part } from "@/lib/domain/scan/split-long";

type Words = { name: string; hint: string };

/** What can be looked for, in the order in which it is offered. */
export const kindWords: Record<FindingKind, Words> = {
  email: { name: "E-mail addresses", hint: "Not those of example.com and its like" },
  phone: { name: "Telephone numbers", hint: "International, and in the forms of a dozen countries" },
  card: { name: "Payment cards", hint: "By issuer and check digit" },
  iban: { name: "Bank accounts", hint: "IBAN, by country and check digits" },
  secret: {
    name: "Keys and passwords",
    hint: "By the beginnings that services give them, or what they are assigned to",
  },
  name: { name: "Names", hint: "Where somebody says theirs, after a title, in letters. Others are not found" },
  html: { name: "Residue of HTML", hint: "What copying from a page left: tags, escaped signs, words of buttons" },
  language: { name: "Another language", hint: "Than those that are wanted; code and accents do not count" },
  single: { name: "Nobody answers", hint: "Dialogues of a single turn" },
  long: { name: "Too long", hint: "Of more tokens than a trainer takes; can be split where a question begins" },
  duplicate: {
    name: "Said twice",
    hint: "Every turn as in a dialogue before",
  },
  near: {
    name: "Nearly said twice",
    hint: "Like another one of the project, as alike as is set under Duplicates; the one to keep is not found",
  },
};

export const kinds = Object.keys(kindWords) as FindingKind[];

export const standWords = { doing: "Looking", done: "Done" };

const languages = new Intl.DisplayNames("en", { type: "language" });

/** What is to be known of a dialogue that was found as a whole. */
export function wholeWords(kind: FindingKind, text: string): string {
  if (kind === "language") return `It is held in ${languages.of(text) ?? text}.`;
  if (kind === "long") return `It has ${Number(text).toLocaleString("en")} tokens.`;
  if (kind === "duplicate") return "Another dialogue before it says the same.";
  if (kind === "near") return "Another dialogue says nearly the same.";
  return text;
}

/** What would become of a dialogue that is too long: its parts, as a scan found them. */
export function partWords(found: string): string {
  // Scans from before there were parts say nothing.
  const parts: Part[] = found === "" ? [] : JSON.parse(found);
  if (parts.length === 0) return "";
  if (parts.length === 1) return "A single exchange takes all of it, so there is no place to split it at.";
  const sizes = parts.map(({ turns, tokens }) => `${turns} turns (${tokens.toLocaleString("en")} tokens)`);
  const shown = sizes.length > 6 ? [...sizes.slice(0, 5), `${sizes.length - 5} more`] : sizes;
  return `Split, it becomes ${parts.length} dialogues: ${shown.join(", ")}.`;
}
