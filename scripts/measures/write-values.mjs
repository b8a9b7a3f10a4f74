import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { tsImport } from "tsx/esm/api";
import { pick, text } from "../trainers/mutated-rows.mjs";

/**
 * Mutates texts and vectors by a seed and writes them with what our measures make of them, for compare.py:
 *   node scripts/measures/write-values.mjs --out FOLDER [--texts 60000] [--seed 1]
 */
const { values } = parseArgs({
  options: {
    out: { type: "string" },
    texts: { type: "string", default: "60000" },
    seed: { type: "string", default: "1" },
  },
});
const { out = "" } = values;
if (!out) throw new Error("Say --out.");

const load = /** @param {string} path */ (path) => tsImport(`../../lib/${path}.ts`, import.meta.url);
const { seededRandom } = await load("base/random");
const { wordsOf } = await load("measures/words");
const { hdd, mattr, mtld, yulesK } = await load("measures/lexical-diversity");
const { ngramDiversity, selfRepetition } = await load("measures/repetition");
const { addTopics, emptyTopicSum, topicDiversity } = await load("measures/topic-diversity");
const { qualityOf } = await load("measures/classifier-quality");
const { corpusDefinitions } = await load("measures/corpus-figures");
const { fingerprintCoverage } = await load("measures/fingerprint-coverage");
const { firstTurnDiversity } = await load("measures/first-turn-diversity");
const { behaviourOf, meanBehaviour, userSimIndex } = await load("measures/user-sim-index");
const { growthExponent, vocabularyGrowth } = await load("measures/vocabulary");
const { addToVendi, emptyVendiSum, vendiScore } = await load("measures/vendi");

const random = seededRandom(Number(values.seed));
const common = [
  "how",
  "do",
  "i",
  "fix",
  "this",
  "Error",
  "the",
  "a",
  "to",
  "co-op",
  "it's",
  "x1",
  "2024",
  "–",
  "and",
  "error",
  "?",
];
/** As people type: common words come again; now and then the mutated kind. */
const said = () =>
  random() < 0.3
    ? text(random)
    : Array.from({ length: 1 + random() ** 3 * 400 }, () => pick(common, random) ?? "").join(
        random() < 0.9 ? " " : "  ",
      );

const texts = Array.from({ length: Number(values.texts) }, said);
const started = performance.now();
const mtlds = texts.map((one) => mtld(one));
const seconds = (performance.now() - started) / 1000;
const tokens = texts.slice(0, 4000).map((one) => wordsOf(one).ids);
const corpora = Array.from({ length: 40 }, (_, i) => texts.slice(i * 25, i * 25 + 1 + Math.floor(random() * 24)));

const dimensions = 24;
const sets = [1, 2, 3, 50, 400].map((count) => Float64Array.from({ length: count * dimensions }, () => random() - 0.3));
const ofVectors = sets.map((vectors) => {
  const [sum, products] = [emptyTopicSum(dimensions), emptyVendiSum(dimensions)];
  addTopics(sum, vectors);
  addToVendi(products, vectors);
  return { vectors: [...vectors], topic: topicDiversity(sum)?.withSelf, vendi: vendiScore(products) };
});

const corpusOfWords = Array.from({ length: 30 }, (_, i) => wordsOf(texts.slice(60 * i, 60 * i + 60).join(" ")).ids);
const openings = corpora.map((one) => one.map((text) => text.slice(0, 200)));
/** @param {string} text */
const gzip = (text) => ({ plain: Buffer.byteLength(text), packed: gzipSync(text, { level: 9 }).length });
const judged = Array.from({ length: 200 }, () =>
  Array.from({ length: 20 + Math.floor(random() * 60) }, () => {
    const isHuman = random() < 0.5;
    // Two digits, so that some tie.
    return { score: Math.round(100 * (isHuman ? 0.2 + 0.8 * random() : 0.8 * random())) / 100, isHuman };
  }),
);
const sides = Array.from({ length: 30 }, (_, i) => {
  /** @param {number} from @param {number} to */
  const some = (from, to) =>
    Array.from({ length: 12 }, (_, j) => texts.slice(from + 3 * j, from + 3 * j + to)).flatMap(
      (one) => behaviourOf(one) ?? [],
    );
  return { simulated: some(100 * i, 2), people: some(100 * i + 50, 3) };
});

mkdirSync(out, { recursive: true });
const ours = {
  dimensions,
  texts: texts.map((one, i) => ({ text: one, mtld: mtlds[i] })),
  tokens: tokens.map((ids) => ({ ids: [...ids], mattr: mattr(ids), hdd: hdd(ids), yulesK: yulesK(ids) })),
  corpora: corpora.map((one) => ({ texts: one, ngrams: ngramDiversity(one), repetition: selfRepetition(one) })),
  ofVectors,
  growths: corpora.map((one) => {
    const growth = vocabularyGrowth(one);
    return { growth, exponent: growthExponent(growth) };
  }),
  drawn: corpusOfWords.map((ids) => ({ ids: [...ids], share: hdd(ids, 1_000) })),
  openings: openings.map((one) => ({ texts: one, diversity: firstTurnDiversity(one)?.value ?? null })),
  packed: corpora.map((one) => ({ texts: one, ratio: corpusDefinitions.compression.value([one], gzip) })),
  judged: judged.map((one) => ({ scores: one, auc: qualityOf(one)?.auc ?? null })),
  sides: sides.map(({ simulated, people }) => ({
    simulated,
    people,
    coverage: fingerprintCoverage(simulated, people)?.value ?? null,
    index: userSimIndex(meanBehaviour(simulated), meanBehaviour(people)),
  })),
};
writeFileSync(join(out, "ours.json"), JSON.stringify(ours));
const words = texts.reduce((sum, one) => sum + wordsOf(one).ids.length, 0);
console.log(
  `${texts.length} texts, ${words} words: MTLD in ${seconds.toFixed(2)} s, ${(words / seconds / 1e6).toFixed(1)} million words/s`,
);
