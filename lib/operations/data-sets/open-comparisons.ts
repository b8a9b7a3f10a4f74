import { namesToHide } from "@/lib/data/judging/shown";
import type { JudgedComparison } from "@/lib/domain/training/signals-of-votes";
import { hiddenNames } from "../judging/hidden-names";

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
