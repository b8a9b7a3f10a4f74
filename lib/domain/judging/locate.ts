import type { Candidate } from "./candidate";
import type { EvaluationItem } from "./evaluation";

/** Finds what a record of a file is about, and counts what it could not find, in words for a person. */
export type Locator = {
  itemId(questionId: string): string | null;
  candidateId(name: string): string | null;
  notes(): string[];
};

/** Questions are known by their id (or, without one, their place), candidates by their name in any case. */
export function locatorOf(
  items: readonly Pick<EvaluationItem, "id" | "questionId" | "position">[],
  candidates: readonly Pick<Candidate, "id" | "name">[],
): Locator {
  const byQuestion = new Map(items.map(({ id, questionId, position }) => [questionId ?? `${position}`, id]));
  const byName = new Map(candidates.map(({ id, name }) => [name.toLowerCase(), id]));
  const missing = { questions: new Map<string, number>(), models: new Map<string, number>() };
  const look = (known: Map<string, string>, key: string, kind: keyof typeof missing, shown: string) => {
    const id = known.get(key);
    if (id === undefined) missing[kind].set(shown, (missing[kind].get(shown) ?? 0) + 1);
    return id ?? null;
  };
  const told = (kind: keyof typeof missing, words: string) => {
    const all = [...missing[kind]];
    if (all.length === 0) return [];
    const count = all.reduce((sum, [, times]) => sum + times, 0);
    const names = all.slice(0, 8).map(([name]) => name);
    return [`${count} times ${words}: ${names.join(", ")}${all.length > 8 ? ` and ${all.length - 8} more` : ""}.`];
  };
  return {
    itemId: (questionId) => look(byQuestion, questionId, "questions", questionId),
    candidateId: (name) => look(byName, name.toLowerCase(), "models", name),
    notes: () => [
      ...told("questions", "a question that this evaluation does not have"),
      ...told("models", "a model that is no candidate here"),
    ],
  };
}

/** Two candidates in the order of the evaluation, and whether they had to be exchanged for that. */
export function inOrder(
  one: string,
  other: string,
  candidates: readonly Pick<Candidate, "id" | "position">[],
): { firstId: string; secondId: string; isExchanged: boolean } {
  const place = (id: string) => candidates.find((candidate) => candidate.id === id)?.position ?? 0;
  return place(one) <= place(other)
    ? { firstId: one, secondId: other, isExchanged: false }
    : { firstId: other, secondId: one, isExchanged: true };
}
