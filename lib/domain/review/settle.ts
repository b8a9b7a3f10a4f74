import type { Verdict } from "../dialogue";
import type { ReviewAnswer } from "./answer";
import type { GuidelineText } from "./guideline";
import type { QueueSpec } from "./queue";

/** What the answers to an item come to, with the answer that is applied when they settle it. */
export type Settlement =
  | { kind: "waiting" }
  | { kind: "contested" }
  | { kind: "settled"; by: "single" | "agreement"; answer: ReviewAnswer };

/**
 * What becomes of an item with these counted answers, of `needed`.
 *
 * Verdicts decide: people who agree on the verdict settle the item though their reasons or labels differ, for these are
 * measured by the agreement figures and hold nothing up. The common answer has the reasons and labels that more than
 * half of them gave, and no notes. Proposed changes to the text, the end or the mask are for a reviewer to take over,
 * unless one person judges alone. With a second stage for all, a reviewer settles everything.
 */
export function settle(answers: ReviewAnswer[], needed: number, secondStage: QueueSpec["secondStage"]): Settlement {
  const [first] = answers;
  if (!first || answers.length < needed) return { kind: "waiting" };
  if (secondStage === "all") return { kind: "contested" };
  if (needed === 1) return { kind: "settled", by: "single", answer: first };
  if (answers.some((answer) => answer.verdict !== first.verdict || proposesChanges(answer)))
    return { kind: "contested" };
  return { kind: "settled", by: "agreement", answer: commonAnswer(answers, first.verdict) };
}

export function proposesChanges({ edits, endMarkId, untrained }: ReviewAnswer): boolean {
  return edits.length > 0 || endMarkId !== null || untrained.length > 0;
}

/**
 * A reviewer's own verdict, whatever people said: with the labels that more than half of them gave, as far as the
 * guideline has these fields today, and for a rejection every reason that anybody named. No one's note, no one's changes:
 * for those a reviewer takes an answer.
 */
export function ownDecision(
  verdict: Verdict,
  answers: ReviewAnswer[],
  { reasons, fields }: Pick<GuidelineText, "reasons" | "fields">,
): ReviewAnswer {
  const common = commonAnswer(answers, verdict);
  const named = new Set(answers.flatMap((answer) => answer.reasons));
  const known = (target: "dialogue" | "turn") =>
    new Set(fields.flatMap((field) => (field.target === target ? [field.key] : [])));
  return {
    ...common,
    reasons: verdict === "rejected" ? reasons.map(({ key }) => key).filter((key) => named.has(key)) : [],
    labels: only(common.labels, known("dialogue")),
    turnLabels: Object.fromEntries(
      Object.entries(common.turnLabels).map(([id, labels]) => [id, only(labels, known("turn"))]),
    ),
  };
}

function only(labels: ReviewAnswer["labels"], keys: Set<string>): ReviewAnswer["labels"] {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => keys.has(key)));
}

function commonAnswer(answers: ReviewAnswer[], verdict: Verdict): ReviewAnswer {
  const reasons = [...new Set(answers.flatMap((answer) => answer.reasons))].filter((reason) =>
    isMajority(
      answers.filter((answer) => answer.reasons.includes(reason)),
      answers,
    ),
  );
  const turnIds = [...new Set(answers.flatMap((answer) => Object.keys(answer.turnLabels)))];
  const turnLabels = Object.fromEntries(
    turnIds
      .map((id) => [id, commonLabels(answers.map((answer) => answer.turnLabels[id] ?? {}))] as const)
      .filter(([, labels]) => Object.keys(labels).length > 0),
  );
  const labels = commonLabels(answers.map((answer) => answer.labels));
  return { verdict, reasons, note: "", labels, turnLabels, edits: [], endMarkId: null, untrained: [] };
}

function commonLabels(given: ReviewAnswer["labels"][]): ReviewAnswer["labels"] {
  const keys = [...new Set(given.flatMap((labels) => Object.keys(labels)))];
  return Object.fromEntries(
    keys.flatMap((key) => {
      const values = given.flatMap((labels) => (labels[key] === undefined ? [] : [labels[key]]));
      const common = values.find((value) =>
        isMajority(
          values.filter((other) => JSON.stringify(sorted(other)) === JSON.stringify(sorted(value))),
          given,
        ),
      );
      return common === undefined ? [] : [[key, common]];
    }),
  );
}

/** Several options are a set: their order says nothing. */
function sorted(value: ReviewAnswer["labels"][string]) {
  return Array.isArray(value) ? [...value].sort() : value;
}

function isMajority(some: unknown[], all: unknown[]): boolean {
  return some.length * 2 > all.length;
}
