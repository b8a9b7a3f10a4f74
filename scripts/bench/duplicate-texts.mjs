/**
 * A source of numbers in [0, 1) that is the same on every run (mulberry32).
 *
 * @param {number} seed
 */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = seeded(42);
const syllables = "ba ce di fo gu la me ni po ru sa te vi xo zu har mel tin wor kas".split(" ");
const vocabulary = Array.from({ length: 20_000 }, (_, i) => {
  const parts = [i % 20, Math.floor(i / 20) % 20, Math.floor(i / 400) % 20, Math.floor(i / 8_000)];
  return parts.map((part) => syllables[part]).join("");
});

/** Few words come often, most seldom, as in speech. */
const word = () => vocabulary[Math.floor(vocabulary.length * random() ** 3)];
/** @param {number} count */
const words = (count) => Array.from({ length: count }, word);

const turnsEach = 15;

/**
 * `count` dialogues as { texts, like }: 15 turns of 12 words (questions) to 140 (answers), 9 KB in all. Every ninth
 * repeats the one before (`like`, its texts; else null) with words exchanged until they are about as alike by Jaccard
 * as aimed at: just above 0.8, the same, or anything from 0.5.
 *
 * @param {number} count
 */
export function* dialoguesWithDuplicates(count) {
  /** @type {string[][]} */
  let before = [];
  for (let index = 0; index < count; index++) {
    const repeats = index % 9 === 8;
    const aimed = [0.81, 0.81, 1, 0.5 + random() / 2][Math.floor(index / 9) % 4];
    const turns = repeats ? before.map((turn) => exchange(turn, aimed)) : newTurns();
    yield { texts: turns.map(join), like: repeats ? before.map(join) : null };
    before = turns;
  }
}

/** @param {string[]} turn */
const join = (turn) => turn.join(" ");
const newTurns = () =>
  Array.from({ length: turnsEach }, (_, turn) => words(turn % 2 ? 100 + random() * 40 : 12 + random() * 20));

/**
 * One exchanged word costs both sides three shingles of three words.
 *
 * @param {string[]} turn
 * @param {number} aimed
 */
function exchange(turn, aimed) {
  const share = (1 - aimed) / (1 + aimed) / 3;
  return turn.map((said) => (random() < share ? word() : said));
}
