import { speakerSchema } from "@/lib/domain/dialogue";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import type { Labels } from "@/lib/domain/training/labels";
import type { LeftOutReason, SnapshotCounts, TurnSource } from "@/lib/domain/training/snapshot";
import { writtenBySchema } from "@/lib/domain/training/written-by";
import { filterForms, whereDialogues } from "../dialogue-filter";
import { all, execute, first } from "../door/execute";
import { type Fragment, join, sql } from "../door/fragment";
import { int, made, orNull, text, word } from "../door/row";
import { statement } from "../door/statement";
import { type Queryable, transaction } from "../sql";
import { originLetters, trainablePaths } from "./trainable-paths";

const chosen = (filter: DialogueFilter) => sql`
  chosen AS (
    SELECT d.id, d.head_id, d.end_mark_id, d.untrained, d.version, d.verdict, d.tags,
      coalesce(r.spec ->> 'assistantPrompt', d.given ->> 'system', '') AS system
    FROM dialogue d LEFT JOIN run r ON r.id = d.run_id WHERE ${whereDialogues(filter)}
  )`;
const forms = filterForms as DialogueFilter[];

const reason = sql`CASE WHEN k.dialogue_id IS NULL THEN 'empty' ELSE k.reason END AS reason`;
const judged = sql`FROM chosen c LEFT JOIN trainable k ON k.dialogue_id = c.id`;

type Counted = { reason: LeftOutReason | null; n: number };
const counted = { reason: orNull(word<LeftOutReason>()), n: int };

const count = statement(
  "snapshots.count",
  counted,
  (filter: DialogueFilter) => sql`
    WITH RECURSIVE ${chosen(filter)}, ${trainablePaths({ hashed: false })} SELECT ${reason}, count(*)::int AS n ${judged} GROUP BY 1`,
  { examples: forms.map((filter) => [filter]) },
);

/** How many dialogues a snapshot would hold now, and how many not, by reason. */
export async function countTrainable(filter: DialogueFilter): Promise<SnapshotCounts> {
  return transaction(async (tx) => {
    await execute(makeRoom(), tx);
    return toCounts(await all(count(filter), tx));
  });
}

function toCounts(rows: Counted[]): SnapshotCounts {
  const leftOut = Object.fromEntries(rows.flatMap(({ reason, n }) => (reason ? [[reason, n]] : [])));
  return { dialogues: rows.find(({ reason }) => reason === null)?.n ?? 0, leftOut };
}

const sources = speakerSchema.options.flatMap((speaker) =>
  writtenBySchema.options.map((origin): { source: TurnSource; letter: string } => {
    const letter = originLetters[origin];
    return { source: `${speaker} ${origin}`, letter: speaker === "user" ? letter.toUpperCase() : letter };
  }),
);
/** How many of the letters of a text are this one, over all dialogues; most have one of a few texts, so that each is looked at once. */
const lettersOf = (letters: Fragment, letter: string) =>
  sql`coalesce(sum(g.n * (length(${letters}) - length(replace(${letters}, ${letter}, '')))), 0)::int`;

const turnsBy = join(
  sources.map(({ source, letter }) => sql`${source}::text, ${lettersOf(sql`g.origins`, letter)}`),
  ", ",
);

const pin = statement(
  "snapshots.pin",
  { ...counted, untrained: int, turnsBy: made<Record<TurnSource, number>>() },
  (snapshotId: string, filter: DialogueFilter, labels: Record<string, Labels>) => sql`
    WITH RECURSIVE ${chosen(filter)}, ${trainablePaths({ hashed: true })}, pinned AS (
      INSERT INTO snapshot_dialogue (snapshot_id, position, dialogue_id, version, head_id, turn_ids, end_mark_id, untrained,
        verdict, tags, labels, digest)
      SELECT ${snapshotId}, row_number() OVER (ORDER BY c.id), c.id, c.version, c.head_id, k.ids[:k.n],
        CASE WHEN c.end_mark_id = ANY (k.ids[:k.n]) THEN c.end_mark_id END,
        CASE WHEN c.untrained = '{}' THEN '{}' ELSE ARRAY(SELECT i FROM unnest(k.ids[:k.n]) AS i WHERE i = ANY (c.untrained)) END,
        c.verdict, c.tags, ${labels}::jsonb -> c.id,
        sha256(sha256(convert_to(c.system, 'UTF8')) || convert_to(left(k.masks, k.n), 'UTF8') || substr(k.digests, 1, k.n * 32))
      FROM chosen c JOIN trainable k ON k.dialogue_id = c.id WHERE k.reason IS NULL
    ) SELECT g.reason, sum(g.n)::int AS n, ${lettersOf(sql`g.masks`, "f")} AS untrained, json_build_object(${turnsBy}) AS "turnsBy"
    FROM (SELECT ${reason}, left(k.origins, k.n) AS origins, left(k.masks, k.n) AS masks, count(*) AS n ${judged} GROUP BY 1, 2, 3) g
    GROUP BY 1`,
  { examples: forms.map((filter) => ["s", filter, {}]) },
);

type Pinned = SnapshotCounts & { untrained: number; turnsBy: Partial<Record<TurnSource, number>> };

/**
 * Pins the dialogues that a filter finds, as they stand at the moment of the transaction, with what people said of them; the
 * snapshot itself is written after them.
 */
export async function pinDialogues(
  tx: Queryable,
  snapshotId: string,
  { filter, labels }: { filter: DialogueFilter; labels: Record<string, Labels> },
): Promise<Pinned> {
  await execute(makeRoom(), tx);
  const rows = await all(pin(snapshotId, filter, labels), tx);
  const whole = rows.find(({ reason }) => reason === null);
  const some = Object.entries(whole?.turnsBy ?? {}).filter(([, n]) => n > 0);
  return { ...toCounts(rows), untrained: whole?.untrained ?? 0, turnsBy: Object.fromEntries(some) };
}

/**
 * Paths of all dialogues are looked at at once: what spills to the disk would take most of the time. Turns of a dialogue lie side
 * by side, so they are read in the order of their index; else all texts would be copied to be sorted.
 */
const makeRoom = statement(
  "snapshots.makeRoom",
  { memory: text, limit: text, jit: text, page: text },
  () => sql`
    SELECT set_config('work_mem', '192MB', true) AS memory, set_config('statement_timeout', '5min', true) AS limit,
      set_config('jit', 'off', true) AS jit, set_config('random_page_cost', '1.1', true) AS page`,
);

const sum = statement(
  "snapshots.sum",
  { turns: int, digest: text, endMarks: int, labelled: int, accepted: int, rejected: int },
  (snapshotId: string) => sql`
    SELECT coalesce(sum(cardinality(m.turn_ids)), 0)::int AS turns,
      encode(sha256(coalesce(string_agg(m.digest, ''::bytea ORDER BY m.digest), '')), 'hex') AS digest,
      count(m.end_mark_id)::int AS "endMarks", count(m.labels)::int AS labelled,
      (count(*) FILTER (WHERE m.verdict = 'accepted'))::int AS accepted,
      (count(*) FILTER (WHERE m.verdict = 'rejected'))::int AS rejected
    FROM snapshot_dialogue m WHERE m.snapshot_id = ${snapshotId}`,
);

const none = { turns: 0, digest: "", endMarks: 0, labelled: 0, accepted: 0, rejected: 0 };

/** What the dialogues of a snapshot come to, with the digest over what all of them say, in whatever order. */
export async function sumPinned(tx: Queryable, snapshotId: string): Promise<typeof none> {
  return (await first(sum(snapshotId), tx)) ?? none;
}
