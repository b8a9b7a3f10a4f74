import { assertNever } from "@/lib/base/assert";
import type { BulkChange } from "@/lib/domain/bulk-act";
import type { FindingKind } from "@/lib/domain/scan/scan";
import { type DialogueSelection, filterForms, whereDialogues } from "./dialogue-filter";
import { all } from "./door/execute";
import { type Fragment, join, sql } from "./door/fragment";
import { columns, int, moment, orNull, text } from "./door/row";
import { statement } from "./door/statement";
import { isHeldBlind } from "./review/holding";
import { isOpenFinding } from "./scan-findings";

export type Which =
  | { filter: DialogueSelection; seenAt?: string }
  | { dialogueIds: string[] }
  /** Those of a snapshot. */
  | { snapshotId: string }
  /** Those in which a scan found this, and nobody left it or took it out since. */
  | { scanId: string; kinds: FindingKind[] }
  /** As somebody saw them: what has another head by now will be refused. */
  | { seen: { dialogueId: string; headId: string | null }[] };

const judgedBlind: [message: string, condition: Fragment] = [
  "People judge it in a queue, each by themselves.",
  isHeldBlind,
];

/** Why a dialogue would stay as it is, as a condition on `dialogue d`; what is in no list is refused by no name. */
function refusalsOf(change: BulkChange): [message: string, condition: Fragment][] {
  switch (change.kind) {
    case "accept":
      return [
        judgedBlind,
        ["It is accepted already.", sql`d.verdict = 'accepted'`],
        ["It has no answered question yet, so there is nothing to accept.", sql`d.rounds = 0`],
        ["A turn of it was rejected.", sql`'rejected_by_person' = ANY(d.flags)`],
      ];
    case "reject":
      return [judgedBlind, ["It is rejected already.", sql`d.verdict = 'rejected'`]];
    case "tag":
      return [["It carries these tags already.", sql`d.tags @> ${change.tags}::text[]`]];
    case "untag":
      return [["It carries none of these tags.", sql`NOT d.tags && ${change.tags}::text[]`]];
    case "delete":
    case "amend":
      return [];
    case "split":
      return [
        ["It was written here; dialogues of a run end where its rules for stopping say.", sql`d.import_id IS NULL`],
        [
          "A single exchange takes all of its length.",
          sql`EXISTS (SELECT FROM scan_finding f WHERE f.scan_id = ${change.scanId} AND f.dialogue_id = d.id AND f.kind = 'long'
            AND f.after <> '' AND json_array_length(f.after::json) = 1)`,
        ],
      ];
    case "go_back":
      return [
        ["It is as it was then.", sql`EXISTS (SELECT FROM snapshot_dialogue m WHERE ${isAsIn(change.snapshotId)})`],
        [
          "People judge it in a queue, each by themselves.",
          sql`${isHeldBlind} AND NOT EXISTS (
          SELECT FROM snapshot_dialogue m WHERE m.snapshot_id = ${change.snapshotId} AND m.dialogue_id = d.id
            AND m.verdict IS NOT DISTINCT FROM d.verdict)`,
        ],
      ];
    case "retry":
      return [["It is not parked, so there is nothing to try again.", sql`d.status <> 'parked'`]];
    default:
      return assertNever(change);
  }
}

/** Condition on `snapshot_dialogue m`: the dialogue `d` stands as it did there. */
function isAsIn(snapshotId: string): Fragment {
  return sql`m.snapshot_id = ${snapshotId} AND m.dialogue_id = d.id AND m.head_id = d.head_id
    AND m.verdict IS NOT DISTINCT FROM d.verdict AND m.end_mark_id IS NOT DISTINCT FROM d.end_mark_id
    AND m.tags @> d.tags AND d.tags @> m.tags AND d.untrained @> m.untrained
    AND NOT EXISTS (SELECT FROM unnest(d.untrained) AS i WHERE i = ANY (m.turn_ids) AND i <> ALL (m.untrained))`;
}

export type BulkPreview = {
  total: number;
  applies: number;
  refusals: { message: string; n: number }[];
  /** A few of those that it would change. */
  sample: { id: string; opening: string }[];
  unfinished: number;
  seenAt: string;
};

export const whichForms: Which[] = [
  ...filterForms.map((filter) => ({ filter })),
  { dialogueIds: ["d"] },
  { scanId: "s", kinds: ["email"] },
  { seen: [{ dialogueId: "d", headId: null }] },
  { snapshotId: "p" },
];

const changeForms: [Which, BulkChange][] = [
  ...whichForms.map((which): [Which, BulkChange] => [which, { kind: "accept" }]),
  [{ filter: {} }, { kind: "reject", reasons: [] }],
  [{ filter: {} }, { kind: "tag", tags: ["t"] }],
  [{ filter: {} }, { kind: "untag", tags: ["t"] }],
  [{ filter: {} }, { kind: "delete" }],
  [{ filter: {} }, { kind: "split", scanId: "s" }],
  [{ filter: {} }, { kind: "retry" }],
  [{ snapshotId: "p" }, { kind: "go_back", snapshotId: "p" }],
];

const countRefused = statement(
  "bulkActs.countRefused",
  { message: orNull(text), n: int, unfinished: int },
  (which: Which, change: BulkChange) => {
    const cases = refusalsOf(change).map(([message, condition]) => sql`WHEN ${condition} THEN ${message}::text`);
    const refusal = cases.length === 0 ? sql`NULL::text` : sql`CASE ${join(cases, " ")} END`;
    return sql`
      SELECT ${refusal} AS message, count(*)::int AS n,
        (count(*) FILTER (WHERE d.status <> 'ended'))::int AS unfinished FROM dialogue d
      WHERE ${whereWhich(which)} GROUP BY 1 ORDER BY 2 DESC`;
  },
  { examples: changeForms },
);

const readNow = statement("bulkActs.now", { now: moment }, () => sql`SELECT now() AS now`);

const sampled = columns("Dialogue", "d", "id", "opening");

const listSample = statement(
  "bulkActs.listSample",
  sampled.row,
  (which: Which, change: BulkChange) => {
    const stays = refusalsOf(change).map(([, condition]) => sql`(${condition}) IS NOT TRUE`);
    return sql`
      SELECT ${sampled} FROM dialogue d WHERE ${join([whereWhich(which), ...stays], " AND ")}
      ORDER BY d.created_at DESC, d.id DESC LIMIT 8`;
  },
  { examples: changeForms },
);

/** What a change would do now; nothing is written. */
export async function previewBulkAct(which: Which, change: BulkChange): Promise<BulkPreview> {
  const [{ now }] = (await all(readNow())) as [{ now: Date }];
  const counted = await all(countRefused(which, change));
  const sample = await all(listSample(which, change));
  const applies = counted.find(({ message }) => message === null);
  return {
    total: counted.reduce((sum, { n }) => sum + n, 0),
    applies: applies?.n ?? 0,
    unfinished: applies?.unfinished ?? 0,
    seenAt: now.toISOString(),
    refusals: counted.flatMap(({ message, n }) => (message === null ? [] : [{ message, n }])),
    sample,
  };
}

export function whereWhich(which: Which): Fragment {
  if ("filter" in which) return whereDialogues(which.filter);
  if ("snapshotId" in which)
    return sql`d.deleted_at IS NULL AND EXISTS (SELECT FROM snapshot_dialogue m
      WHERE m.snapshot_id = ${which.snapshotId} AND m.dialogue_id = d.id)`;
  if ("scanId" in which)
    return sql`d.deleted_at IS NULL AND d.id IN (SELECT f.dialogue_id FROM scan_finding f
      WHERE f.scan_id = ${which.scanId} AND f.kind = ANY(${which.kinds}::text[]) AND ${isOpenFinding})`;
  const ids = "seen" in which ? which.seen.map(({ dialogueId }) => dialogueId) : which.dialogueIds;
  return sql`d.deleted_at IS NULL AND d.id = ANY(${ids}::text[])`;
}
