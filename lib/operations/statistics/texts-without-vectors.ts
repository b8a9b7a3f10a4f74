import { createHash } from "node:crypto";
import { must } from "@/lib/base/assert";
import { readSnapshotDialogues } from "@/lib/data/snapshots/read-dialogues";
import { findVectors } from "@/lib/data/statistics/vectors";
import type { CountTokens } from "@/lib/domain/chat-model";
import type { AskedText } from "./pay-for-vectors";

/** Texts of one call at most, and their tokens. */
const [most, mostTokens] = [256, 100_000];

/** The questions of a snapshot that have no vector yet, each text once. */
export async function* textsWithoutVectors(
  snapshotId: string,
  sourceNow: () => { source: string; dimensions: number | null },
  asked: Set<string>,
): AsyncGenerator<Omit<AskedText, "tokens">> {
  for await (const dialogues of readSnapshotDialogues(snapshotId)) {
    const texts = new Map<string, string>();
    for (const { turns } of dialogues)
      for (const { speaker, text } of turns) if (speaker === "user") texts.set(hashOfText(text).toString("hex"), text);
    const { source, dimensions } = sourceNow();
    const fresh = [...texts.keys()].filter((hash) => !asked.has(hash));
    const hashes = fresh.map((hash) => Buffer.from(hash, "hex"));
    const there = dimensions === null ? new Map() : await findVectors({ source, dimensions }, hashes);
    for (const hash of fresh) {
      if (there.has(hash)) continue;
      asked.add(hash);
      yield { hash: Buffer.from(hash, "hex"), text: must(texts.get(hash), "its text") };
    }
  }
}

export function hashOfText(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** As many at once as an endpoint takes. */
export async function* batchesOf(
  texts: AsyncIterable<Omit<AskedText, "tokens">>,
  countTokens: CountTokens,
): AsyncGenerator<AskedText[]> {
  let [batch, room]: [AskedText[], number] = [[], mostTokens];
  for await (const { hash, text } of texts) {
    const tokens = countTokens(text);
    if (batch.length === most || (batch.length > 0 && tokens > room)) {
      yield batch;
      [batch, room] = [[], mostTokens];
    }
    batch.push({ hash, text, tokens });
    room -= tokens;
  }
  if (batch.length > 0) yield batch;
}
