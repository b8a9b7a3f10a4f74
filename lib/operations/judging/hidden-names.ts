import { readFileSync } from "node:fs";
import wordListPath from "word-list";
import { namesToHide } from "@/lib/data/judging/shown";
import type { Evaluation } from "@/lib/domain/judging/evaluation";
import { HiddenNames } from "@/lib/domain/judging/names/hidden-names";
import { namesIn } from "@/lib/domain/judging/names/names-in";
import type { JudgedComparison } from "@/lib/domain/training/signals-of-votes";

let words: string | null = null;

/** True for an English word in small letters. The list is read once, when the first name is asked about. */
function isEnglishWord(word: string): boolean {
  words ??= `\n${readFileSync(wordListPath, "utf8")}\n`;
  return words.includes(`\n${word}\n`);
}

const made = new Map<string, HiddenNames>();

/** These names, ready to be hidden; those that were asked for before are there already. */
export function hiddenNames(names: readonly string[]): HiddenNames {
  const key = JSON.stringify([...names].sort());
  const known = made.get(key);
  if (known) return known;
  const prepared = new HiddenNames(names, isEnglishWord);
  if (made.size > 100) made.clear();
  made.set(key, prepared);
  return prepared;
}

/** What raters read beside the texts and what would tell them whose those are, in words. */
export function warnOfNames({ name, spec }: Pick<Evaluation, "name" | "spec">, names: string[]): string[] {
  const read = [
    { text: spec.nameForRaters || name, where: "in the name of this evaluation. Give them another name to read" },
    { text: spec.instructions, where: "in the instructions" },
    { text: spec.criteria.map(({ label }) => label).join("\n"), where: "in the criteria" },
  ];
  return read.flatMap(({ text, where }) => {
    const found = [
      ...namesIn(text, names),
      ...hiddenNames(names)
        .find(text)
        .map((one) => one.name),
    ];
    const told = [...new Set(found)].map((one) => `“${one}”`).join(", ");
    return told ? [`Raters read ${told} ${where}.`] : [];
  });
}

/** True where votes on texts that may name a model were left out, and one of these is such a text. */
export function openComparisons(): (comparison: JudgedComparison) => Promise<boolean> {
  const names = new Map<string, Promise<string[]>>();
  return async ({ evaluationId, openNamesLeftOut, first, second }) => {
    if (!openNamesLeftOut) return false;
    const known = names.get(evaluationId) ?? namesToHide(evaluationId);
    names.set(evaluationId, known);
    const hidden = hiddenNames(await known);
    return [...first, ...second].some(({ assistant }) =>
      hidden.find(assistant).some(({ verdict }) => verdict === "unsure"),
    );
  };
}
