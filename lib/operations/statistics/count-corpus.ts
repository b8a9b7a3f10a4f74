import { gzipSync } from "node:zlib";
import { countDialogueFacts } from "@/lib/data/statistics/dialogue-facts";
import type { KeptCorpus } from "@/lib/domain/statistics/corpus-figures";
import type { Measured } from "@/lib/domain/statistics/measured";
import { behaviourAgainstPeople } from "@/lib/measures/behaviour-against-people";
import { countWords, cutToWords, measureCorpus } from "@/lib/measures/corpus-figures";
import { likenessAgainstPeople } from "@/lib/measures/likeness-against-people";
import { poolsOf } from "@/lib/measures/pools";
import { spaced } from "@/lib/measures/spoken-words";
import { type CourseBounds, courseBounds } from "@/lib/measures/topic-course";
import { type AskedVectors, measureTopics } from "@/lib/measures/topic-figures";
import { behaviourOf } from "@/lib/measures/user-sim-index";
import { ownVectoriser, vectorOf } from "@/lib/measures/vectoriser";
import { vocabularyGrowth } from "@/lib/measures/vocabulary";
import { countingTokenizer, loadTokenCounter } from "@/lib/models/tokens";
import { inSlices } from "../in-slices";
import { type DrawnAsked, drawAsked, textsOfPools } from "./draw-asked";
import { drawingSeed } from "./drawn-places";

/** Measures a snapshot or a data set as a whole, and holds it against real people where they are named. The same each time. */
export async function countCorpus(of: Measured, peopleId: string | null): Promise<string> {
  const own = await drawAsked(of);
  const people = peopleId === null ? null : await drawAsked({ kind: "snapshot", id: peopleId });
  const words = Math.min(countWords(own.asked), people ? countWords(people.asked) : Number.POSITIVE_INFINITY);
  const behaviours = (drawn: DrawnAsked) => drawn.asked.flatMap((asked) => behaviourOf(asked) ?? []);
  const [ours, theirs] = [await cutVectors(own, words), people && (await cutVectors(people, words))];
  const bounds = boundsOf(theirs ?? ours);
  const kept: KeptCorpus = {
    seed: drawingSeed,
    tokenizer: countingTokenizer,
    vectoriser: ownVectoriser.name,
    courseBounds: bounds,
    own: await sampleOf(own, { words, vectors: ours, bounds }),
    facts: await countDialogueFacts(of),
    people: people && theirs && (await sampleOf(people, { words, vectors: theirs, bounds })),
    behaviour: people && (await inSlices(behaviourAgainstPeople(behaviours(own), behaviours(people)))),
    likeness: people && (await likenessOf(own, people)),
    detectors: [],
  };
  return JSON.stringify(kept);
}

type Cut = { words: number; vectors: AskedVectors[]; bounds: CourseBounds | null };

async function sampleOf({ of, asked }: DrawnAsked, { words, vectors, bounds }: Cut): Promise<KeptCorpus["own"]> {
  const cut = cutToWords(asked, words);
  const [byWords, { dimensions }] = [await inSlices(measureCorpus(asked, words, gzip)), ownVectoriser];
  const byTopics = await inSlices(measureTopics(vectors, { dimensions, bounds, words: countWords(cut) }));
  const figures = Object.assign({}, byWords, byTopics);
  return { dialogues: of, drawn: asked.length, figures, growth: vocabularyGrowth(cut.flat().map(spaced)) };
}

/** Of as many words on both sides: the more is said, the more is different. */
function cutVectors({ asked }: DrawnAsked, words: number): Promise<AskedVectors[]> {
  function* vectors(): Generator<void, AskedVectors[]> {
    const found: AskedVectors[] = [];
    for (const dialogue of cutToWords(asked, words)) {
      found.push(dialogue.map(vectorOf));
      yield;
    }
    return found;
  }
  return inSlices(vectors());
}

function boundsOf(dialogues: readonly AskedVectors[]): CourseBounds | null {
  const known = dialogues.flatMap((vectors, dialogue) =>
    vectors.flatMap((vector) => (vector ? { dialogue, vector } : [])),
  );
  return courseBounds(known, drawingSeed);
}

async function likenessOf(own: DrawnAsked, people: DrawnAsked): Promise<KeptCorpus["likeness"]> {
  const began = performance.now();
  const [ours, theirs] = [poolsOf(own.spoken), poolsOf(people.spoken)];
  const found = await inSlices(likenessAgainstPeople(ours.pools, theirs.pools, drawingSeed));
  const asked = [...textsOfPools(ours.pools), ...textsOfPools(theirs.pools)];
  const countTokens = await loadTokenCounter();
  const pools = {
    simulated: ours.pools.length,
    people: theirs.pools.length,
    leftOver: ours.leftOver + theirs.leftOver,
    texts: asked.length,
    tokens: asked.reduce((sum, text) => sum + countTokens(text), 0),
  };
  return { pools, seconds: Math.round((performance.now() - began) / 100) / 10, found };
}

function gzip(text: string): { plain: number; packed: number } {
  const bytes = Buffer.from(text, "utf8");
  return { plain: bytes.length, packed: gzipSync(bytes, { level: 9 }).length };
}
