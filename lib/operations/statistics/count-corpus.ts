import { gzipSync } from "node:zlib";
import { must } from "@/lib/base/assert";
import { readSnapshotDialogues } from "@/lib/data/snapshots/read-dialogues";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { countDialogueFacts, writersOf } from "@/lib/data/statistics/corpus-figures";
import type { KeptCorpus } from "@/lib/domain/statistics/corpus-figures";
import { behaviourAgainstPeople } from "@/lib/measures/behaviour-against-people";
import { type Asked, corpusSample, countWords, cutToWords, measureCorpus } from "@/lib/measures/corpus-figures";
import { likenessAgainstPeople } from "@/lib/measures/likeness-against-people";
import { poolsOf, type Spoken } from "@/lib/measures/pools";
import { spaced } from "@/lib/measures/spoken-words";
import { behaviourOf } from "@/lib/measures/user-sim-index";
import { vocabularyGrowth } from "@/lib/measures/vocabulary";
import { countingTokenizer, loadTokenCounter } from "@/lib/models/tokens";
import { inSlices } from "../in-slices";
import { drawingSeed, drawnPlaces } from "./drawn-places";

type Drawn = { of: number; asked: Asked[]; spoken: Spoken[] };

/** Measures a snapshot as a whole, and holds it against one of real people where that is named. The same each time. */
export async function countCorpus(snapshotId: string, peopleId: string | null): Promise<string> {
  const own = await draw(snapshotId);
  const people = peopleId === null ? null : await draw(peopleId);
  const words = Math.min(countWords(own.asked), people ? countWords(people.asked) : Number.POSITIVE_INFINITY);
  const behaviours = (drawn: Drawn) => drawn.asked.flatMap((asked) => behaviourOf(asked) ?? []);
  const kept: KeptCorpus = {
    seed: drawingSeed,
    tokenizer: countingTokenizer,
    own: await sampleOf(own, words),
    facts: await countDialogueFacts(snapshotId),
    people: people && (await sampleOf(people, words)),
    behaviour: people && (await inSlices(behaviourAgainstPeople(behaviours(own), behaviours(people)))),
    likeness: people && (await likenessOf(own, people)),
  };
  return JSON.stringify(kept);
}

async function sampleOf({ of, asked }: Drawn, words: number): Promise<KeptCorpus["own"]> {
  const figures = await inSlices(measureCorpus(asked, words, gzip));
  const growth = vocabularyGrowth(cutToWords(asked, words).flat().map(spaced));
  return { dialogues: of, drawn: asked.length, figures, growth };
}

async function likenessOf(own: Drawn, people: Drawn): Promise<KeptCorpus["likeness"]> {
  const began = performance.now();
  const [ours, theirs] = [poolsOf(own.spoken), poolsOf(people.spoken)];
  const found = await inSlices(likenessAgainstPeople(ours.pools, theirs.pools, drawingSeed));
  const pools = {
    simulated: ours.pools.length,
    people: theirs.pools.length,
    leftOver: ours.leftOver + theirs.leftOver,
  };
  return { pools, seconds: Math.round((performance.now() - began) / 100) / 10, found };
}

/** What users say in the dialogues that are drawn, in the order in which they were. */
async function draw(snapshotId: string): Promise<Drawn> {
  const { dialogues: of } = must(await findSnapshot(snapshotId), "the snapshot");
  const order = drawnPlaces(of, corpusSample);
  const [writers, countTokens] = await Promise.all([writersOf(snapshotId, order), loadTokenCounter()]);
  const found = new Map<number, Asked>();
  for await (const batch of readSnapshotDialogues(snapshotId, { positions: [...order].sort((a, b) => a - b) }))
    for (const { position, turns } of batch)
      found.set(
        position,
        turns.filter(({ speaker }) => speaker === "user").map(({ text }) => text),
      );
  const asked = order.map((position) => found.get(position) ?? []);
  const spoken = asked.map((texts, i): Spoken => {
    const text = texts.join("\n");
    return { text, tokens: countTokens(text), writer: writers.get(order[i] as number) ?? "" };
  });
  return { of, asked, spoken };
}

function gzip(text: string): { plain: number; packed: number } {
  const bytes = Buffer.from(text, "utf8");
  return { plain: bytes.length, packed: gzipSync(bytes, { level: 9 }).length };
}
