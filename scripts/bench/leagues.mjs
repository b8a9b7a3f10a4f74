import { tsImport } from "tsx/esm/api";
import { figure } from "./figures.mjs";

/** @typedef {() => number} Random */
/** @typedef {{ candidate: string, rating: { value: number, interval: { low: number, high: number } | null } }} Rated */
/** @typedef {(battles: object[], options: object) => { rated: Rated[] }} RateCandidates */
/** @typedef {{ items: number, raters: number, votes: number, lean: number, taste: number, draw: (x: number, at: number) => string }} Model */

const leaguesEach = 1_000;
const truth = [0.6, 0.2, -0.1, -0.7];

const kinds = [
  { name: "one vote an item", items: 300, raters: 10, votes: 1, lean: 0, taste: 0 },
  { name: "three votes an item", items: 160, raters: 12, votes: 3, lean: 0, taste: 0 },
  { name: "three votes, items that lean", items: 160, raters: 12, votes: 3, lean: 1, taste: 0 },
  { name: "three votes, 12 raters with tastes", items: 160, raters: 12, votes: 3, lean: 0.5, taste: 0.5 },
  { name: "three votes, 40 raters with tastes", items: 300, raters: 40, votes: 3, lean: 0.5, taste: 0.5 },
];

const methods = {
  "sandwich over items (default)": { by: "sandwich" },
  "sandwich over items and raters": { by: "sandwich", units: "items_and_raters" },
  "bootstrap of items": { by: "bootstrap", rounds: 200 },
  "bootstrap of items, then raters": { by: "bootstrap", units: "items_then_raters", rounds: 200 },
};

/**
 * How many 95 % intervals of ratings hold the truth, of 1,000 simulated leagues of four candidates each: by tie
 * convention, and by how votes hang together. The truth is what 200,000 votes of the same kind converge to. No studio.
 */
export async function leagues() {
  const load = /** @param {string} path */ (path) => tsImport(`../../lib/${path}.ts`, import.meta.url);
  const { seededRandom } = await load("base/random");
  /** @type {{ rateCandidates: RateCandidates }} */
  const { rateCandidates } = await load("eval/rate-candidates");
  const random = seededRandom(7);
  for (const ties of /** @type {const} */ (["half_win", "davidson", "rao_kupper"])) {
    const model = { ...kinds[0], draw: outcomeBy[ties] };
    const limit = new Map(truth.map((strength, i) => [`${i}`, 1000 + (400 / Math.LN10) * strength]));
    const one = { "default interval": { by: "sandwich" } };
    report(`${ties}, 300 votes drawn by its own law`, cover(rateCandidates, random, model, limit, one, ties));
  }
  for (const kind of kinds) {
    const model = { ...kind, draw: outcomeBy.half_win };
    const large = rateCandidates(makeLeague(seededRandom(99), { ...model, items: 200_000, raters: 4_000, votes: 1 }), {
      ties: "half_win",
    });
    const limit = new Map(large.rated.map(({ candidate, rating }) => [candidate, rating.value]));
    const wanted = kind.votes === 1 ? { ...methods, "bootstrap of items, then raters": undefined } : methods;
    report(kind.name, cover(rateCandidates, random, model, limit, wanted, "half_win"));
  }
}

/**
 * Intervals that hold the truth and intervals in all, by method.
 *
 * @param {RateCandidates} rateCandidates
 * @param {Random} random
 * @param {Model} model
 * @param {Map<string, number>} limit
 * @param {Record<string, object | undefined>} wanted
 * @param {string} ties
 */
function cover(rateCandidates, random, model, limit, wanted, ties) {
  /** @type {Map<string, { held: number, all: number }>} */
  const found = new Map();
  for (let league = 0; league < leaguesEach; league++) {
    const battles = makeLeague(random, model);
    for (const [name, interval] of Object.entries(wanted)) {
      if (!interval) continue;
      const tally = found.get(name) ?? { held: 0, all: 0 };
      for (const { candidate, rating } of rateCandidates(battles, { ties, interval }).rated) {
        if (!rating.interval) continue;
        tally.all += 1;
        const strength = limit.get(candidate) ?? Number.NaN;
        if (rating.interval.low <= strength && strength <= rating.interval.high) tally.held += 1;
      }
      found.set(name, tally);
    }
  }
  return found;
}

/**
 * @param {string} name
 * @param {ReturnType<typeof cover>} found
 */
function report(name, found) {
  for (const [method, { held, all }] of found)
    figure(`${name}: ${method}`, `${((100 * held) / all).toFixed(1)} % of ${all}`);
}

/**
 * @param {Random} random
 * @param {Model} model
 */
function makeLeague(random, { items, raters, votes, lean, taste, draw }) {
  const tastes = Array.from({ length: raters }, () => truth.map(() => taste * normal(random)));
  return Array.from({ length: items }, (_, item) => {
    const a = Math.floor(random() * 4);
    const b = (a + 1 + Math.floor(random() * 3)) % 4;
    const leans = lean * normal(random);
    const begin = Math.floor(random() * raters);
    return Array.from({ length: votes }, (_, vote) => {
      const rater = (begin + 7 * vote) % raters;
      const x = truth[a] - truth[b] + leans + tastes[rater][a] - tastes[rater][b];
      return { first: `${a}`, second: `${b}`, outcome: draw(x, random()), item: `${item}`, rater: `${rater}` };
    });
  }).flat();
}

/** By the law itself, the tie parameter 0.5 in natural-log units; no ties where they are half wins. */
/** @satisfies {Record<string, (x: number, at: number) => string>} */
const outcomeBy = {
  half_win: (x, at) => share(at, 1 / (1 + Math.exp(-x)), 0),
  davidson: (x, at) => {
    const all = Math.exp(x / 2) + Math.exp(0.5) + Math.exp(-x / 2);
    return share(at, Math.exp(x / 2) / all, Math.exp(0.5) / all);
  },
  rao_kupper: (x, at) => {
    const [win, loss] = [1 / (1 + Math.exp(0.5 - x)), 1 / (1 + Math.exp(0.5 + x))];
    return share(at, win, 1 - win - loss);
  },
};

/**
 * @param {number} at
 * @param {number} win
 * @param {number} tie
 */
function share(at, win, tie) {
  return at < win ? "first" : at < win + tie ? "tie" : "second";
}

/**
 * Box and Muller.
 *
 * @param {Random} random
 */
function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
