import { tsImport } from "tsx/esm/api";
import { figure, median } from "./figures.mjs";

/** @typedef {(path: string) => Promise<any>} Load */
/** @typedef {() => number} Random */

const rounds = 9;

/** Ratings of 100,000 battles and agreement on 2,000 items: each beside its comparator of the same run. Needs no studio. */
export async function stats() {
  const load = /** @param {string} path */ (path) => tsImport(`../../lib/${path}.ts`, import.meta.url);
  const { seededRandom } = await load("base/random");
  await measureRatings(load, seededRandom(3));
  await measureAgreementOf(load, seededRandom(5));
}

/**
 * @param {Load} load
 * @param {Random} random
 */
async function measureRatings(load, random) {
  const { tabulateBattles } = await load("eval/tabulate-battles");
  const { fitStrengths } = await load("eval/fit-strengths");
  const { ratingIntervals } = await load("eval/rating-intervals");
  const scale = { at: null, rating: 1000 };
  for (const items of [100_000, 160]) {
    const battles = makeBattles(random, items);
    figure(`battles, candidates, items`, `${battles.length}, 100, ${items}`);
    figure("votes as objects → counts", ms(time(() => tabulateBattles(battles))));
    const table = tabulateBattles(battles);
    for (const ties of ["half_win", "davidson", "rao_kupper"]) {
      const rate = () => fitStrengths(table, table.counts, { ties, ridge: 0 });
      const intervals = /** @param {object} method */ (method) =>
        ratingIntervals(table, rate(), { scale, ties, noFiniteEstimate: null, method });
      const plain = time(() => intervals({ by: "sandwich" }));
      const drawn = time(() => intervals({ by: "bootstrap", rounds: 100 }), 3);
      figure(`${ties}: fit; with sandwich intervals (goal 30 ms)`, `${ms(time(rate))}; ${ms(plain)}`);
      figure(`${ties}: 100 bootstraps (goal 300 ms)`, ms(drawn));
    }
    figure("comparator: Elo in one pass over the same votes", ms(time(() => onlineElo(battles))));
  }
}

/**
 * Votes between 100 candidates of known strength, one in five a tie.
 *
 * @param {Random} random
 * @param {number} items
 */
function makeBattles(random, items) {
  const strengths = Array.from({ length: 100 }, () => (random() - 0.5) * 3);
  return Array.from({ length: 100_000 }, (_, vote) => {
    const a = Math.floor(random() * 100);
    const b = (a + 1 + Math.floor(random() * 99)) % 100;
    const first = random() < 1 / (1 + Math.exp(strengths[b] - strengths[a]));
    const outcome = random() < 0.2 ? "tie" : first ? "first" : "second";
    return { first: `m${a}`, second: `m${b}`, outcome, item: `i${vote % items}`, rater: `r${vote % 49}` };
  });
}

/**
 * The least that rating can cost: each vote moves two numbers.
 *
 * @param {ReturnType<typeof makeBattles>} battles
 */
function onlineElo(battles) {
  const ratings = new Map();
  for (const { first, second, outcome } of battles) {
    const [a, b] = [ratings.get(first) ?? 1000, ratings.get(second) ?? 1000];
    const won = outcome === "tie" ? 0.5 : Number(outcome === "first");
    const by = 4 * won - 4 / (1 + 10 ** ((b - a) / 400));
    ratings.set(first, a + by).set(second, b - by);
  }
  return ratings;
}

/**
 * @param {Load} load
 * @param {Random} random
 */
async function measureAgreementOf(load, random) {
  const { measureAgreement } = await load("stats/measure-agreement");
  const ratings = Array.from({ length: 6_000 }, (_, at) => {
    const item = Math.floor(at / 3);
    return {
      item: `i${item}`,
      rater: `r${at % 3}`,
      value: random() < 0.6 ? (item % 5) + 1 : 1 + Math.floor(random() * 5),
    };
  });
  for (const level of ["nominal", "ordinal", "interval"]) {
    const once = time(() => measureAgreement(ratings, { level, rounds: 1 }));
    const whole = time(() => measureAgreement(ratings, { level, rounds: 1_000 }));
    figure(
      `agreement, ${level}, 2,000 items × 3 raters: once; 1,000 bootstraps`,
      `${ms(once)}; ${ms(whole)}, ${(whole / once).toFixed(0)} × the one`,
    );
  }
}

/**
 * The median of so many runs in ms, after one to warm up.
 *
 * @param {() => unknown} run
 * @param {number} times
 */
function time(run, times = rounds) {
  run();
  return median(
    Array.from({ length: times }, () => {
      const began = performance.now();
      run();
      return performance.now() - began;
    }),
  );
}

/** @param {number} value */
function ms(value) {
  return `${value.toFixed(1)} ms`;
}
