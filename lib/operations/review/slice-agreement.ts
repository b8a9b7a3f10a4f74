import type { QueueResults } from "@/lib/contract/endpoints/results";
import type { SharedAnswer } from "@/lib/data/review/results";
import { loadSpokenLanguage, type SpokenLanguage } from "@/lib/simulation/spoken-language";
import { measureAgreement } from "@/lib/stats/measure-agreement";
import type { Rating } from "@/lib/stats/ratings-table";

type Slices = QueueResults["slices"];
type Kind = Slices[number]["kind"];

const day = 86_400_000;
const fortnight = 14 * day;

/** Agreement about the verdict by language and over time; nothing where there is but one part. */
export async function sliceAgreement(answers: readonly SharedAnswer[], seed: number): Promise<Slices> {
  const time = timeOf(answers);
  const spokenLanguage = await loadSpokenLanguage();
  return [
    ...measure("language", answers, ({ opening }) => languageOf(opening, spokenLanguage), seed),
    ...measure(time.kind, answers, time.keyOf, seed),
  ];
}

/** Figures are worked out on each read, and each opening has several answers: what was heard once is kept. */
const heard = new Map<string, string>();
const mostHeard = 20_000;

function languageOf(opening: string, spokenLanguage: SpokenLanguage): string {
  const language = heard.get(opening) ?? spokenLanguage(opening) ?? "unknown";
  if (heard.size >= mostHeard) heard.clear();
  heard.set(opening, language);
  return language;
}

/** An item belongs to the time of its last answer, when it could agree or not. */
function timeOf(answers: readonly SharedAnswer[]): { kind: "day" | "week"; keyOf: (answer: SharedAnswer) => string } {
  const last = new Map<string, number>();
  for (const { itemId, answeredAt } of answers) last.set(itemId, Math.max(last.get(itemId) ?? 0, answeredAt.getTime()));
  const times = [...last.values()].sort((a, b) => a - b);
  const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
  const mondayOf = (time: number) => dayOf(time - ((new Date(time).getUTCDay() + 6) % 7) * day);
  const kind = (times.at(-1) ?? 0) - (times[0] ?? 0) > fortnight ? "week" : "day";
  const name = kind === "week" ? mondayOf : dayOf;
  return { kind, keyOf: ({ itemId }) => name(last.get(itemId) ?? 0) };
}

function measure(
  kind: Kind,
  answers: readonly SharedAnswer[],
  keyOf: (answer: SharedAnswer) => string,
  seed: number,
): Slices {
  const parts = new Map<string, Rating[]>();
  for (const answer of answers) {
    const rating = { item: answer.itemId, rater: answer.personId, value: answer.answer.verdict };
    const key = keyOf(answer);
    const part = parts.get(key);
    if (part) part.push(rating);
    else parts.set(key, [rating]);
  }
  if (parts.size < 2) return [];
  return [...parts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, ratings]) => {
      const { pairable, raw, alpha } = measureAgreement(ratings, { seed });
      return { kind, key, items: pairable, raw, alpha };
    });
}
