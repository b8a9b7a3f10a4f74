import type { Run } from "../run";
import type { Candidate } from "./candidate";
import type { EvaluationKind, EvaluationSpec } from "./evaluation";

/** Candidates that take their texts from a file and have none yet, in words. */
export function warnOfMissing(
  candidates: readonly (Pick<Candidate, "name" | "source"> & { ready: number })[],
): string[] {
  return candidates
    .filter(({ source, ready }) => (source.kind === "file" || source.kind === "human") && ready === 0)
    .map(({ name }) => `${name} has nothing to show yet: import its file. Until then nothing is compared with it.`);
}

/**
 * Where names are told after the vote nobody has two comparisons of an item, so that as many raters are needed as pairs of
 * candidates meet on it.
 */
export function warnOfTelling(
  { kind, reveal, baseline, raters }: Pick<EvaluationSpec, "kind" | "reveal" | "baseline" | "raters">,
  candidates: number,
): string[] {
  const pairs = baseline === null ? (candidates * (candidates - 1)) / 2 : candidates - 1;
  if (!reveal || kind === "turing" || pairs < 2 || (raters.length >= pairs && raters.length > 0)) return [];
  const there = raters.length === 0 ? "" : `, and ${raters.length} ${raters.length === 1 ? "is" : "are"} named`;
  return [
    `Names are told after each vote, so nobody votes twice on an item: its ${pairs} comparisons take ${pairs} raters${there}.`,
  ];
}

/**
 * What makes a comparison of dialogues say less than it seems to, in words: runs that differ in more than who simulates
 * the user, or a Turing evaluation without people or without machines. Empty where nothing does.
 */
export function warnAbout(kind: EvaluationKind, candidates: readonly Candidate[], runs: readonly Run[]): string[] {
  const warnings: string[] = [];
  if (kind === "turing") {
    const people = candidates.filter(({ source }) => source.kind === "human").length;
    if (people === 0)
      warnings.push("No dialogues of real people take part, so there is nothing to be taken rightly for human.");
    if (people === candidates.length) warnings.push("Only dialogues of real people take part.");
  }
  if (runs.length < 2) return warnings;
  const differ = (of: (run: Run) => unknown) => new Set(runs.map((run) => JSON.stringify(of(run)))).size > 1;
  if (differ(({ spec }) => spec.assistantId) || differ(({ spec }) => spec.assistantPrompt))
    warnings.push("The runs have different assistants, so votes mix the simulator's quality with the assistant's.");
  if (differ(({ spec }) => spec.stopRules))
    warnings.push("The runs have different stop rules, so lengths may give them away.");
  if (differ(({ spec }) => spec.seedSetId))
    warnings.push("The runs have different seed sets; only dialogues on the same opening are compared.");
  return warnings;
}
