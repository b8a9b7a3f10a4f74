import type { BenchmarkQuestion } from "./benchmark";

/** What a model said to a question, turn by turn. */
export type GivenAnswer = { questionId: string; turns: readonly string[] };

export type AnswerCheck<T> = {
  /** Answers to questions of the benchmark with every turn; the last one where a question was answered twice. */
  fitting: T[];
  /** False when not one answer is to a question of the benchmark. */
  isForBenchmark: boolean;
  /** Everything that does not fit, in words for a person; empty when all is well. */
  notes: string[];
};

const shown = 8;

/** Holds the answers of one model against the questions that they are said to answer. */
export function checkAnswers<T extends GivenAnswer>(
  questions: readonly Pick<BenchmarkQuestion, "questionId" | "turns">[],
  answers: readonly T[],
): AnswerCheck<T> {
  const asked = new Map(questions.map(({ questionId, turns }) => [questionId, turns.length]));
  const given = new Map(answers.map((answer) => [answer.questionId, answer]));
  const known = [...given.values()].filter(({ questionId }) => asked.has(questionId));
  if (answers.length === 0) return { fitting: [], isForBenchmark: false, notes: ["There is no answer in this file."] };
  if (known.length === 0) return { fitting: [], isForBenchmark: false, notes: [another(questions, [...given.keys()])] };

  const turnsMissing = known.filter(({ questionId, turns }) => filled(turns) < (asked.get(questionId) ?? 0));
  const turnsTooMany = known.filter(({ questionId, turns }) => turns.length > (asked.get(questionId) ?? 0));
  const unknown = [...given.keys()].filter((id) => !asked.has(id));
  const missing = [...asked.keys()].filter((id) => !given.has(id));
  const times = new Map<string, number>();
  for (const { questionId } of answers) times.set(questionId, (times.get(questionId) ?? 0) + 1);
  const twice = [...times].flatMap(([id, count]) => (count > 1 ? [id] : []));
  const notes = [
    note(missing, "question has no answer", "questions have no answer"),
    note(
      unknown,
      "answer is to a question that the benchmark does not have; it is left out",
      "answers are to questions that the benchmark does not have; they are left out",
    ),
    ...unfinished(turnsMissing, asked),
    note(
      turnsTooMany.map(({ questionId }) => questionId),
      "answer has more turns than its question; those beyond are not shown",
      "answers have more turns than their questions; those beyond are not shown",
    ),
    note(
      twice,
      "question is answered twice; the last answer counts",
      "questions are answered twice; the last answers count",
    ),
  ].filter((text) => text !== null);
  return { fitting: known.filter((answer) => !turnsMissing.includes(answer)), isForBenchmark: true, notes };
}

/** One note for all questions with as many turns of which as many are answered. */
function unfinished(answers: readonly GivenAnswer[], asked: ReadonlyMap<string, number>): string[] {
  const alike = new Map<string, string[]>();
  for (const { questionId, turns } of answers) {
    const [needs, has] = [asked.get(questionId) ?? 0, filled(turns)];
    const key = `${needs} turns and only ${has} of them ${has === 1 ? "is" : "are"} answered`;
    alike.set(key, [...(alike.get(key) ?? []), questionId]);
  }
  return [...alike].map(([key, ids]) =>
    ids.length === 1
      ? `Question ${ids[0]} has ${key}; the answer is left out. Answer every turn.`
      : `${ids.length} questions have ${key}; the answers are left out: ${listed(ids)}. Answer every turn.`,
  );
}

/** How many turns from the first on are answered. */
function filled(turns: readonly string[]): number {
  const gap = turns.findIndex((turn) => turn.trim() === "");
  return gap < 0 ? turns.length : gap;
}

function another(questions: readonly { questionId: string }[], ids: string[]): string {
  const own = listed(questions.map(({ questionId }) => questionId));
  return `These answers are for another benchmark: they are to ${listed(ids)}, and the questions here are ${own}. Choose the file of answers to this benchmark.`;
}

function note(ids: string[], one: string, several: string): string | null {
  if (ids.length === 0) return null;
  return `${ids.length} ${ids.length === 1 ? one : several}: ${listed(ids)}.`;
}

function listed(ids: readonly string[]): string {
  const rest = ids.length - shown;
  return rest > 0 ? `${ids.slice(0, shown).join(", ")} and ${rest} more` : ids.join(", ");
}
