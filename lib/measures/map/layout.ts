import { type Random, seededRandom } from "@/lib/base/random";
import type { Ties } from "./ties";

/** x and y of each point, one after the other. */
export type Places = Float32Array;

/** For each time that two tied points are pulled together, one is pushed from so many others. */
const pushes = 5;
/** How near tied points come: 1/(1 + a·d²) is 1/2 at a distance of 1/√a. */
const a = 1.6;
const longestStep = 4;

/**
 * Moves points so that those that are tied come near one another and all others keep away: stochastic gradient descent on
 * UMAP's cross-entropy (McInnes and others 2018, 3.2) with the curve 1/(1 + a·d²), whose exponent of 1 needs no powers. Each
 * pair moves once, from either end by chance. Tells how far it is; the places are changed as it goes.
 */
export function* layOut(places: Places, ties: Ties, seed: number): Generator<number, void> {
  const count = places.length / 2;
  const rounds = 400;
  const random = seededRandom(seed);
  const { every, due } = timesOf(ties, rounds);
  for (let round = 0; round < rounds; round++) {
    const step = 1 - round / rounds;
    for (let tie = 0; tie < ties.count; tie++) {
      if ((due[tie] as number) > round) continue;
      (due[tie] as number) += every[tie] as number;
      const isTurned = random() < 0.5;
      const head = 2 * ((isTurned ? ties.tails[tie] : ties.heads[tie]) as number);
      const tail = 2 * ((isTurned ? ties.heads[tie] : ties.tails[tie]) as number);
      pull(places, head, tail, step);
      for (let push = 0; push < pushes; push++) {
        const other = 2 * Math.floor(random() * count);
        if (other !== head) pushAway(places, head, other, step, random);
      }
    }
    yield (round + 1) / rounds;
  }
}

/** Strong ties move each round, weak ones seldom, the weakest not at all: after how many rounds each is due again. */
function timesOf({ strengths, count }: Ties, rounds: number): { every: Float32Array; due: Float32Array } {
  const [every, due] = [new Float32Array(count), new Float32Array(count)];
  let most = 0;
  for (let tie = 0; tie < count; tie++) most = Math.max(most, strengths[tie] as number);
  for (let tie = 0; tie < count; tie++) {
    const share = most > 0 ? (strengths[tie] as number) / most : 0;
    every[tie] = share * rounds < 1 ? Number.POSITIVE_INFINITY : 1 / share;
    due[tie] = every[tie] as number;
  }
  return { every, due };
}

function pull(places: Places, head: number, tail: number, step: number): void {
  const x = (places[head] as number) - (places[tail] as number);
  const y = (places[head + 1] as number) - (places[tail + 1] as number);
  const scale = (-2 * a) / (1 + a * (x * x + y * y));
  const moveX = step * clipped(scale * x);
  const moveY = step * clipped(scale * y);
  (places[head] as number) += moveX;
  (places[head + 1] as number) += moveY;
  (places[tail] as number) -= moveX;
  (places[tail + 1] as number) -= moveY;
}

function pushAway(places: Places, head: number, other: number, step: number, random: Random): void {
  const x = (places[head] as number) - (places[other] as number);
  const y = (places[head + 1] as number) - (places[other + 1] as number);
  const squares = x * x + y * y;
  // Two on one spot are pushed apart in a drawn direction, or they would stay there for good.
  if (squares === 0) {
    (places[head] as number) += step * (random() - 0.5);
    (places[head + 1] as number) += step * (random() - 0.5);
    return;
  }
  const scale = 2 / ((0.001 + squares) * (1 + a * squares));
  (places[head] as number) += step * clipped(scale * x);
  (places[head + 1] as number) += step * clipped(scale * y);
}

function clipped(value: number): number {
  return value > longestStep ? longestStep : value < -longestStep ? -longestStep : value;
}
