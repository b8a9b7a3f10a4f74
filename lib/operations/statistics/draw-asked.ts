import { must } from "@/lib/base/assert";
import { readSnapshotDialogues } from "@/lib/data/snapshots/read-dialogues";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { writersOf } from "@/lib/data/statistics/corpus-figures";
import { drawMembers, writersOfDialogues } from "@/lib/data/statistics/data-set-members";
import { readPaths, readTexts } from "@/lib/data/statistics/path-figures";
import type { Measured } from "@/lib/domain/statistics/measured";
import { type Asked, corpusSample } from "@/lib/measures/corpus-figures";
import { likenessSample, longestText } from "@/lib/measures/likeness-against-people";
import type { Pool, Spoken } from "@/lib/measures/pools";
import { loadTokenCounter } from "@/lib/models/tokens";
import { drawingSeed, drawnPlaces } from "./drawn-places";

/** What users say in dialogues that were drawn, in the order in which they were, of so many. */
export type DrawnAsked = { of: number; asked: Asked[]; spoken: Spoken[] };

/** Draws what is measured as a whole: the same each time of a snapshot, and of a data set as long as it stays as it is. */
export async function drawAsked({ kind, id }: Measured): Promise<DrawnAsked> {
  const { of, asked, writers } = await (kind === "snapshot" ? drawPinned(id) : drawLiving(id));
  const countTokens = await loadTokenCounter();
  const spoken = asked.map((texts, i): Spoken => {
    const text = texts.join("\n");
    return { text, tokens: countTokens(text), writer: writers[i] ?? "" };
  });
  return { of, asked, spoken };
}

/** What a detector is asked of pools: as many as the classifier, each as far as it reads. */
export function textsOfPools(pools: readonly Pool[]): string[] {
  // Not between the halves of a pair.
  return pools.slice(0, likenessSample).map(({ text }) => text.slice(0, longestText).replace(/[\ud800-\udbff]$/u, ""));
}

type Drawn = { of: number; asked: Asked[]; writers: string[] };

async function drawPinned(snapshotId: string): Promise<Drawn> {
  const { dialogues: of } = must(await findSnapshot(snapshotId), "the snapshot");
  const order = drawnPlaces(of, corpusSample);
  const writers = await writersOf(snapshotId, order);
  const found = new Map<number, Asked>();
  for await (const batch of readSnapshotDialogues(snapshotId, { positions: [...order].sort((a, b) => a - b) }))
    for (const { position, turns } of batch)
      found.set(
        position,
        turns.filter(({ speaker }) => speaker === "user").map(({ text }) => text),
      );
  const asked = order.map((position) => found.get(position) ?? []);
  return { of, asked, writers: order.map((position) => writers.get(position) ?? "") };
}

const atOnce = 250;

/** Of what the figures of a data set hold; each dialogue as training would be given it now. */
async function drawLiving(dataSetId: string): Promise<Drawn> {
  const { of, drawn } = await drawMembers(dataSetId, { seed: drawingSeed, most: corpusSample });
  const found = new Map<string, Asked>();
  for (let at = 0; at < drawn.length; at += atOnce) {
    const paths = await readPaths(drawn.slice(at, at + atOnce));
    // A question and an answer by turns.
    const questions = paths.map(({ dialogueId, turnIds }) => ({
      dialogueId,
      ids: turnIds.filter((_, i) => i % 2 === 0),
    }));
    const texts = await readTexts(questions.flatMap(({ ids }) => ids));
    for (const { dialogueId, ids } of questions)
      if (ids.length > 0)
        found.set(
          dialogueId,
          ids.map((id) => must(texts.get(id), "the text of a turn")),
        );
  }
  // Of what was rejected since it was drawn, training would be given nothing.
  const stands = drawn.filter((id) => found.has(id));
  const writers = await writersOfDialogues(stands);
  return {
    of: of - (drawn.length - stands.length),
    asked: stands.map((id) => must(found.get(id), "what is asked in it")),
    writers: stands.map((id) => writers.get(id) ?? ""),
  };
}
