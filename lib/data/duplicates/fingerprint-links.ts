import type { DuplicateSubject } from "@/lib/domain/duplicates";
import { all, execute } from "../door/execute";
import { sql } from "../door/fragment";
import { int, ints, orNull, text, word } from "../door/row";
import { statement } from "../door/statement";
import { type DuplicateScan, whileScanning } from "./duplicate-scan";

/** Fingerprints that share a band: worth comparing word for word. */
export type LikelyPair = {
  id: number;
  otherId: number;
  /** The other's group; null when it is in the same batch. */
  otherGroupId: number | null;
  /** Bands that they share. */
  shared: number;
};

/** What a batch of fingerprints is compared with: each with at most so many. */
const mostLikelyPairs = 2_000;

const listUnlinked = statement(
  "wordingLinks.listUnlinked",
  { id: int },
  (limit: number) => sql`
    SELECT id FROM text_fingerprint WHERE group_id IS NULL ORDER BY id LIMIT ${limit}::int`,
);

/** The next fingerprints that nobody has compared yet. */
export async function readUnlinked(limit: number): Promise<number[]> {
  const rows = await all(listUnlinked(limit));
  return rows.map(({ id }) => id);
}

const listQueueable = statement(
  "wordingLinks.listQueueable",
  { id: int, otherId: int, otherGroupId: orNull(int), bands: ints, otherBands: ints },
  (batch: number[]) => sql`
    SELECT w.id, o.id AS "otherId", o.group_id AS "otherGroupId", w.bands, o.bands AS "otherBands"
    FROM text_fingerprint w CROSS JOIN LATERAL (
      SELECT c.id, c.group_id, c.bands, c.subject FROM text_fingerprint c
      WHERE c.bands && w.bands AND c.id <> w.id
        AND (c.group_id IS NOT NULL OR (c.id < w.id AND c.id = ANY(${batch}::int[])))
      LIMIT ${mostLikelyPairs}
    ) o WHERE w.id = ANY(${batch}::int[]) AND o.subject = w.subject`,
);

/**
 * Pairs that share a band, of one in the batch and one that is compared already or in the batch, too. The
 * subject is looked at last: half of all fingerprints have it, and its index must not be read beside that of the bands.
 */
export async function readLikelyPairs(batch: number[]): Promise<LikelyPair[]> {
  const rows = await all(listQueueable(batch));
  return rows.map(({ bands, otherBands, ...pair }) => ({ ...pair, shared: countShared(bands, otherBands) }));
}

const listPlaces = statement(
  "wordingLinks.listPlaces",
  { id: int, subject: word<DuplicateSubject>(), turnId: text },
  (ids: number[]) => sql`
    SELECT DISTINCT ON (fingerprint_id) fingerprint_id AS id, subject, turn_id AS "turnId" FROM dialogue_fingerprint
    WHERE fingerprint_id = ANY(${ids}::int[]) ORDER BY fingerprint_id`,
);

/** Where each fingerprint stands written: any of its holders' turns. */
export async function readPlaces(ids: number[]): Promise<{ id: number; subject: DuplicateSubject; turnId: string }[]> {
  return all(listPlaces(ids));
}

export type FingerprintLink = { fromId: number; toId: number; similarity: number };
type Grouping = { links: FingerprintLink[]; groupOf: Map<number, number>; merged: Map<number, number> };

const insert = statement(
  "wordingLinks.insert",
  {},
  (links: FingerprintLink[]) => sql`
      INSERT INTO fingerprint_link (from_id, to_id, similarity) SELECT * FROM unnest(
        ${links.map(({ fromId }) => fromId)}::int[], ${links.map(({ toId }) => toId)}::int[],
        ${links.map(({ similarity }) => similarity)}::float8[])
      ON CONFLICT DO NOTHING`,
);

const mergeGroups = statement(
  "wordingLinks.mergeGroups",
  {},
  (merged: Map<number, number>) => sql`
        UPDATE text_fingerprint w SET group_id = m.into FROM unnest(${[...merged.keys()]}::int[], ${[...merged.values()]}::int[])
          AS m(group_id, "into") WHERE w.group_id = m.group_id`,
);

const setGroups = statement(
  "wordingLinks.setGroups",
  {},
  (groupOf: Map<number, number>) => sql`
      UPDATE text_fingerprint w SET group_id = g.group_id FROM unnest(${[...groupOf.keys()]}::int[], ${[...groupOf.values()]}::int[])
        AS g(id, group_id) WHERE w.id = g.id AND w.group_id IS NULL`,
);

/** Writes what a batch's comparison found: links, the group of each of the batch, older groups that are one now. */
export async function writeLinks(claim: DuplicateScan, { links, groupOf, merged }: Grouping): Promise<boolean> {
  return whileScanning(claim, async (tx) => {
    await execute(insert(links), tx);
    if (merged.size > 0) await execute(mergeGroups(merged), tx);
    await execute(setGroups(groupOf), tx);
  });
}

function countShared(a: number[], b: number[]): number {
  return a.reduce((count, band, i) => count + (band === b[i] ? 1 : 0), 0);
}
