import { tsImport } from "tsx/esm/api";
import { figure, median } from "./figures.mjs";

const questions = 50_700;
const rounds = 5;

/** Topics of 50,700 questions from vectors that are there, and what the studio's own vectors and clusters take. Needs no studio. */
export async function vectors() {
  const load = /** @param {string} path */ (path) => tsImport(`../../lib/${path}.ts`, import.meta.url);
  const { seededRandom } = await load("base/random");
  await measureTopics(load, seededRandom(3));
  await measureVendi(load, seededRandom(4));
  await measureVectoriser(load, seededRandom(5));
  await measureWords(load, seededRandom(6));
}

/** @typedef {(path: string) => Promise<any>} Load */
/** @typedef {() => number} Random */

/**
 * @param {Load} load
 * @param {Random} random
 */
async function measureTopics(load, random) {
  const { addTopics, emptyTopicSum, topicDiversity } = await load("measures/topic-diversity");
  const dimensions = 1_536;
  const numbers = noise(random, questions * dimensions);
  const before = process.memoryUsage().rss;
  const took = time(() => {
    const sum = emptyTopicSum(dimensions);
    addTopics(sum, numbers);
    return topicDiversity(sum);
  });
  const more = (process.memoryUsage().rss - before) / 2 ** 20;
  figure(
    `topic diversity of ${questions} × ${dimensions} (goal 300 ms, 64 MB)`,
    `${took.toFixed(0)} ms, ${more.toFixed(0)} MB more`,
  );
}

/**
 * @param {Load} load
 * @param {Random} random
 */
async function measureVendi(load, random) {
  const { addToVendi, emptyVendiSum, vendiScore } = await load("measures/vendi");
  const dimensions = 256;
  const numbers = noise(random, questions * dimensions);
  const took = time(() => {
    const sum = emptyVendiSum(dimensions);
    addToVendi(sum, numbers);
    return vendiScore(sum);
  }, 3);
  figure(`Vendi of ${questions} × ${dimensions} (goal 5 s)`, `${(took / 1000).toFixed(2)} s`);
}

/**
 * @param {Load} load
 * @param {Random} random
 */
async function measureVectoriser(load, random) {
  const { vectorOf } = await load("measures/vectoriser");
  const { findCentres, usualClusters } = await load("measures/k-means");
  const words = Array.from({ length: 5_000 }, () => Math.floor(random() * 36 ** 5).toString(36));
  const texts = Array.from({ length: 10_000 }, () =>
    Array.from({ length: 22 }, () => words[Math.floor(random() ** 3 * words.length)]).join(" "),
  );
  const took = time(() => texts.map(vectorOf), 3);
  figure("the studio's own vector of a question of 22 words", `${((1000 * took) / texts.length).toFixed(0)} µs`);
  const numbers = new Float32Array(texts.length * 256);
  for (const [i, text] of texts.entries()) numbers.set(vectorOf(text), i * 256);
  const k = usualClusters(2 * texts.length);
  const clustered = time(() => {
    const steps = findCentres({ numbers, dimensions: 256 }, k, 1);
    while (!steps.next().done);
  }, 1);
  figure(`${k} clusters of ${texts.length} questions`, `${(clustered / 1000).toFixed(1)} s`);
}

/**
 * Lexical diversity and how much openings differ, of words as frequent as they are in English.
 *
 * @param {Load} load
 * @param {Random} random
 */
async function measureWords(load, random) {
  const { mtld } = await load("measures/lexical-diversity");
  const { firstTurnDiversity } = await load("measures/first-turn-diversity");
  const known = Array.from({ length: 20_000 }, () => Math.floor(random() * 36 ** (1 + 5 * random())).toString(36));
  const textOf = /** @param {number} words */ (words) =>
    Array.from({ length: words }, () => known[Math.floor(known.length ** random()) - 1] ?? known[0]).join(" ");
  const texts = Array.from({ length: 10_000 }, () => textOf(110));
  const took = time(() => texts.map(mtld));
  figure(
    "MTLD of 1.1 million words (goal 11 million words/s)",
    `${((texts.length * 110) / took / 1_000).toFixed(1)} million/s`,
  );
  const openings = Array.from({ length: 2_000 }, () => textOf(20));
  figure(
    "first-turn diversity of 2,000 openings (goal 50 ms)",
    `${time(() => firstTurnDiversity(openings)).toFixed(0)} ms`,
  );
}

/**
 * @param {Random} random
 * @param {number} length
 */
function noise(random, length) {
  const numbers = new Float32Array(length);
  for (let i = 0; i < length; i++) numbers[i] = random() - 0.45;
  return numbers;
}

/**
 * Milliseconds of CPU, the median of some rounds: on a busy machine the clock tells of others.
 *
 * @param {() => unknown} work
 * @param {number} times
 */
function time(work, times = rounds) {
  const took = Array.from({ length: times }, () => {
    const began = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1_000;
  });
  return median(took);
}
