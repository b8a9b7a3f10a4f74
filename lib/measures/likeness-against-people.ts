import { seededRandom } from "@/lib/base/random";
import { quantile } from "@/lib/stats/bootstrap";
import { type ClassifierQuality, type Judged, qualityOf } from "./classifier-quality";
import { type Example, type Look, likenessOf, trainLikeness } from "./likeness";
import type { Pool } from "./pools";
import { type TellTaleWord, tellTaleWords } from "./tell-tale-words";
import { type Features, featuresOf } from "./text-features";

/** So many texts of each side at most, in so many parts; a side needs this many for each training to have ten. */
export const likenessSample = 1_000;
export const fewestPools = 13;
const parts = 5;
const rounds = 200;
/** Of so many writers, the ones with most texts, it is asked how well one is told that was never seen. */
const mostWriters = 5;

type Interval = { low: number; high: number } | null;
export type ToldApart = ClassifierQuality & {
  interval: Interval;
  meanHuman: number;
  meanSimulated: number;
  simulatedInterval: Interval;
};
export type LikenessAgainstPeople = {
  /** On texts of writers it learned from, each judged by a classifier that did not see it. */
  heldOut: ToldApart;
  /** On simulators that it never saw, one after the other; none where there is but one. */
  unseen: ({ writer: string } & ToldApart)[];
  /** One half of the people told from the other: about 0.5, and nothing simulated can be asked to lie nearer. */
  ceiling: ToldApart | null;
  words: { human: TellTaleWord[]; simulated: TellTaleWord[] };
};

/**
 * How well a classifier tells simulated users from people, in steps: each text is scored by one that learned from the other four
 * parts. Null where a side has fewer than {@link fewestPools} texts.
 */
export function* likenessAgainstPeople(
  simulated: readonly Pool[],
  people: readonly Pool[],
  seed: number,
): Generator<void, LikenessAgainstPeople | null> {
  const [ours, theirs] = [simulated.slice(0, likenessSample), people.slice(0, likenessSample)];
  if (Math.min(ours.length, theirs.length) < fewestPools) return null;
  const task: Task = { seed, look: remembering() };
  const heldOut = yield* crossJudged(ours, theirs, task);
  if (!heldOut) return null;
  const unseen = yield* judgedUnseen(ours, theirs, task);
  const half = (side: number) => theirs.filter((_, i) => i % 2 === side);
  const ceiling = theirs.length < 2 * fewestPools ? null : yield* crossJudged(half(0), half(1), task);
  const all = [...examples(theirs, true), ...examples(ours, false)];
  const words = tellTaleWords(
    trainLikeness(all, seed, task.look),
    all.map(({ text }) => text),
  );
  return { heldOut, unseen, ceiling, words };
}

function* crossJudged(ours: readonly Pool[], theirs: readonly Pool[], task: Task): Generator<void, ToldApart | null> {
  const all = [...examples(theirs, true), ...examples(ours, false)];
  const judged: Judged[] = [];
  for (let part = 0; part < parts; part++) {
    // Sides stand one after the other: parts of each by its own places.
    const isHeld = (i: number) => (i < theirs.length ? i : i - theirs.length) % parts === part;
    judged.push(
      ...judge(
        all.filter((_, i) => !isHeld(i)),
        all.filter((_, i) => isHeld(i)),
        task,
      ),
    );
    yield;
  }
  return toldApart(judged);
}

function* judgedUnseen(
  ours: readonly Pool[],
  theirs: readonly Pool[],
  task: Task,
): Generator<void, LikenessAgainstPeople["unseen"]> {
  const counts = new Map<string, number>();
  for (const { writer } of ours) counts.set(writer, (counts.get(writer) ?? 0) + 1);
  const enough = [...counts].filter(([, count]) => count >= 10).sort(([, a], [, b]) => b - a);
  const half = (side: number) => theirs.filter((_, i) => i % 2 === side);
  const found: LikenessAgainstPeople["unseen"] = [];
  for (const [writer] of enough.slice(0, mostWriters)) {
    const others = ours.filter((pool) => pool.writer !== writer);
    if (others.length < 10 || half(0).length < 10) continue;
    const learned = [...examples(half(0), true), ...examples(others, false)];
    const own = ours.filter((pool) => pool.writer === writer);
    const told = toldApart(judge(learned, [...examples(half(1), true), ...examples(own, false)], task));
    if (told) found.push({ writer, ...told });
    yield;
  }
  return found;
}

/** Each text is learned from or judged a dozen times, and looks the same each time. */
type Task = { seed: number; look: Look };

/** Of a long text its beginning tells as much: so many characters, some 500 words. */
export const longestText = 3_000;

function remembering(): Look {
  const known = new Map<string, Features>();
  return (text) => {
    const features = known.get(text) ?? featuresOf(text.slice(0, longestText));
    known.set(text, features);
    return features;
  };
}

function judge(learned: Example[], held: Example[], { seed, look }: Task): Judged[] {
  const model = trainLikeness(learned, seed, look);
  return held.map(({ text, isHuman }) => ({ score: likenessOf(model, text, look), isHuman }));
}

/** How well scores tell both sides apart; with intervals by bootstrap over texts, each side by itself. Null where a side has none. */
export function toldApart(judged: readonly Judged[]): ToldApart | null {
  const quality = qualityOf(judged);
  if (!quality) return null;
  const [human, simulated] = [judged.filter((one) => one.isHuman), judged.filter((one) => !one.isHuman)];
  const random = seededRandom(1);
  const draw = (list: Judged[]) => list.map(() => list[Math.floor(random() * list.length)] as Judged);
  const [aucs, means]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const again = draw(simulated);
    aucs.push(qualityOf([...draw(human), ...again])?.auc ?? quality.auc);
    means.push(meanScore(again));
  }
  const between = (list: number[]) => {
    list.sort((a, b) => a - b);
    return { low: quantile(list, 0.025), high: quantile(list, 0.975) };
  };
  return {
    ...quality,
    interval: between(aucs),
    meanHuman: meanScore(human),
    meanSimulated: meanScore(simulated),
    simulatedInterval: between(means),
  };
}

function meanScore(list: readonly Judged[]): number {
  return list.reduce((sum, { score }) => sum + score, 0) / list.length;
}

function examples(pools: readonly Pool[], isHuman: boolean): Example[] {
  return pools.map(({ text }) => ({ text, isHuman }));
}
