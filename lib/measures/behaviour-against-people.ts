import { seededRandom } from "@/lib/base/random";
import { quantile } from "@/lib/stats/bootstrap";
import { fingerprintCoverage } from "./fingerprint-coverage";
import { intervalAbout, jackknife } from "./jackknife";
import {
  type Dimension,
  meanBehaviour,
  type UserBehaviour,
  type UserSimIndex,
  userFeatures,
  userSimIndex,
} from "./user-sim-index";

/** Coverage looks at every pair: so many dialogues of each side. */
export const coverageSample = 800;
const rounds = 200;

export type Nearness = { value: number; interval: { low: number; high: number } | null; ceiling: number | null };
export type BehaviourAgainstPeople = {
  index: Record<Dimension | "total", Nearness>;
  /** Each feature's mean, of both sides. */
  features: Record<string, { simulated: number; people: number }>;
  coverage: (Nearness & { missed: number; invented: number; reference: number; dialogues: number }) | null;
  dialogues: number;
  people: number;
};

/**
 * How near users behave to people, in steps. Ceilings hold one half of the people against the other. Intervals of the index by
 * bootstrap over dialogues of both sides (it stands on means, which bear a dialogue drawn twice), of the coverage by leaving
 * groups out. Null where either side has fewer than two dialogues with words.
 */
export function* behaviourAgainstPeople(
  simulated: readonly UserBehaviour[],
  people: readonly UserBehaviour[],
): Generator<void, BehaviourAgainstPeople | null> {
  const [ours, theirs] = [meanBehaviour(simulated), meanBehaviour(people)];
  if (!ours || !theirs || simulated.length < 2 || people.length < 2) return null;
  const whole = userSimIndex(ours, theirs);
  const halves = [0, 1].map((half) => meanBehaviour(people.filter((_, i) => i % 2 === half)));
  const ceiling = halves[0] && halves[1] ? userSimIndex(halves[0], halves[1]) : null;
  const drawn = yield* redrawn(simulated, people);
  const index = Object.fromEntries(
    (Object.keys(whole) as (keyof UserSimIndex)[]).map((id) => {
      const found = drawn.map((one) => one[id]).sort((a, b) => a - b);
      const interval = found.length === 0 ? null : { low: quantile(found, 0.025), high: quantile(found, 0.975) };
      return [id, { value: whole[id], interval, ceiling: ceiling?.[id] ?? null }];
    }),
  ) as BehaviourAgainstPeople["index"];
  const features = Object.fromEntries(
    Object.values(userFeatures).flatMap((list) =>
      list.map((id) => [id, { simulated: ours[id], people: theirs[id] }] as const),
    ),
  );
  const coverage = yield* coverageOf(simulated, people);
  return { index, features, coverage, dialogues: simulated.length, people: people.length };
}

function* redrawn(
  simulated: readonly UserBehaviour[],
  people: readonly UserBehaviour[],
): Generator<void, UserSimIndex[]> {
  // Of a handful every draw is much the same few.
  if (Math.min(simulated.length, people.length) < 12) return [];
  const random = seededRandom(1);
  const draw = (list: readonly UserBehaviour[]) =>
    list.map(() => list[Math.floor(random() * list.length)] as UserBehaviour);
  const found: UserSimIndex[] = [];
  for (let round = 0; round < rounds; round++) {
    const [ours, theirs] = [meanBehaviour(draw(simulated)), meanBehaviour(draw(people))];
    if (ours && theirs) found.push(userSimIndex(ours, theirs));
    yield;
  }
  return found;
}

function* coverageOf(
  simulated: readonly UserBehaviour[],
  people: readonly UserBehaviour[],
): Generator<void, BehaviourAgainstPeople["coverage"]> {
  const [some, others] = [simulated.slice(0, coverageSample), people.slice(0, coverageSample)];
  const found = fingerprintCoverage(some, others);
  if (!found) return null;
  const spread = yield* jackknife(some, (kept) => fingerprintCoverage(kept, others)?.value ?? null);
  const [one, other] = [0, 1].map((half) => others.filter((_, i) => i % 2 === half));
  const ceiling = fingerprintCoverage(one ?? [], other ?? [])?.value ?? null;
  return { ...found, interval: intervalAbout(found.value, spread), ceiling, dialogues: some.length };
}
