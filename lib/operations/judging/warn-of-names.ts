import type { Evaluation } from "@/lib/domain/judging/evaluation";
import { namesIn } from "@/lib/domain/judging/names/names-in";
import { hiddenNames } from "./hidden-names";

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
