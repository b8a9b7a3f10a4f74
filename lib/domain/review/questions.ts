import type { ReviewAnswer } from "./answer";
import type { GuidelineText, LabelField } from "./guideline";

type Given = { itemId: string; personId: string; answer: ReviewAnswer };

/** One thing that several people judged about each item, with what each said, ready to be measured. */
export type AskedQuestion = {
  kind: "verdict" | "reason" | "label";
  key: string;
  label: string;
  clause: string | null;
  level: "nominal" | "ordinal";
  ratings: { item: string; rater: string; value: string | number }[];
};

/**
 * The questions that a guideline puts, over answers to shared items: the verdict; each reason, named or not, over all
 * answers; each label of the dialogue that was given (a scale is ordinal; of "some of" each option by itself, chosen or
 * not); each label of turns, where turn and item together are what is judged. Texts are no question of agreement.
 */
export function questionsOf(
  { reasons, fields }: Pick<GuidelineText, "reasons" | "fields">,
  answers: readonly Given[],
): AskedQuestion[] {
  const rated = (read: (answer: ReviewAnswer) => string | number | undefined) =>
    answers.flatMap(({ itemId: item, personId: rater, answer }) => {
      const value = read(answer);
      return value === undefined ? [] : [{ item, rater, value }];
    });
  const verdict: AskedQuestion = {
    kind: "verdict",
    key: "verdict",
    label: "Accept or reject",
    clause: null,
    level: "nominal",
    ratings: rated(({ verdict }) => verdict),
  };
  const named = reasons.map(({ key, label, clause }): AskedQuestion => {
    const ratings = rated((answer) => (answer.reasons.includes(key) ? "named" : "not named"));
    return { kind: "reason", key, label, clause, level: "nominal", ratings };
  });
  return [verdict, ...named, ...fields.flatMap((field) => questionsOfField(field, answers))];
}

function questionsOfField(field: LabelField, answers: readonly Given[]): AskedQuestion[] {
  if (field.kind === "text") return [];
  const places = answers.flatMap(({ itemId, personId: rater, answer }) =>
    field.target === "dialogue"
      ? [{ item: itemId, rater, value: answer.labels[field.key] }]
      : Object.entries(answer.turnLabels).map(([turnId, labels]) => ({
          item: `${itemId}.${turnId}`,
          rater,
          value: labels[field.key],
        })),
  );
  const question = { kind: "label", key: field.key, label: field.label, clause: null } as const;
  if (field.kind !== "several") {
    const ratings = places.flatMap(({ item, rater, value }) =>
      typeof value === "string" || typeof value === "number" ? [{ item, rater, value }] : [],
    );
    return [{ ...question, level: field.kind === "scale" ? "ordinal" : "nominal", ratings }];
  }
  return field.options.map((option) => ({
    ...question,
    key: `${field.key}.${option.key}`,
    label: `${field.label}: ${option.label}`,
    level: "nominal",
    ratings: places.flatMap(({ item, rater, value }) =>
      Array.isArray(value) ? [{ item, rater, value: value.includes(option.key) ? "chosen" : "not chosen" }] : [],
    ),
  }));
}
