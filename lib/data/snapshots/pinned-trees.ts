import type { Speaker, TurnFlag, Verdict } from "@/lib/domain/dialogue";
import type { Aside } from "@/lib/domain/dialogue-in-file";
import { seedPosition } from "@/lib/domain/seed-set";
import { labelsSchema } from "@/lib/domain/training/labels";
import type { WrittenBy } from "@/lib/domain/training/written-by";
import type { PinnedAct, PinnedTree, PinnedTreeTurn } from "@/lib/domain/whole/pinned-tree";
import { givenWordsSchema, keptOfTurnSchema } from "@/lib/domain/whole/whole-dialogue";
import { readAuthoredTurns } from "../authored-turns";
import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, columns, float, int, json, made, orNull, type RowOf, text, texts, word, words } from "../door/row";
import { statement } from "../door/statement";
import { readingPool } from "../pool";
import type { WhichDialogues } from "./read-dialogues";
import { writtenBy } from "./written-by";

const batch = 100;

const member = columns("SnapshotDialogue", "m", "position", "headId", "turnIds", "endMarkId", "tags");
const own = columns("Dialogue", "d", "number", "runId", "importId", "createdAt");
const memberShape = {
  ...member.row,
  ...own.row,
  id: text,
  verdict: orNull(word<Verdict>()),
  given: orNull(json(givenWordsSchema)),
  system: text,
  simulatorPrompt: text,
  untrained: texts,
  labels: orNull(json(labelsSchema)),
  seedSetId: orNull(text),
  seeds: orNull(int),
  randomSeed: orNull(float),
  acts: made<PinnedAct[]>(),
};

// What acts change is bound by the version that the dialogue had when it was pinned: the first act after that tells how it was
// before, and where there is none it is so still.
const listMembers = statement(
  "pinnedTrees.listMembers",
  memberShape,
  (snapshotId: string, positions: readonly number[] | null, after: number) => sql`
    SELECT ${member}, ${own}, m.dialogue_id AS id, m.verdict, m.labels, d.given,
      coalesce(r.spec ->> 'assistantPrompt', d.given ->> 'system', '') AS system,
      coalesce(r.spec ->> 'simulatorPrompt', d.given ->> 'simulatorPrompt', '') AS "simulatorPrompt",
      m.untrained || ARRAY(SELECT jsonb_array_elements_text(coalesce((
        SELECT x.before -> 'untrained' FROM decision x WHERE x.dialogue_id = m.dialogue_id AND x.version > m.version
        ORDER BY x.version LIMIT 1), to_jsonb(d.untrained)))) AS untrained,
      r.seed_set_id AS "seedSetId", z.size AS seeds, (r.spec ->> 'randomSeed')::float8 AS "randomSeed",
      (SELECT coalesce(json_agg(json_build_object('id', x.id, 'kind', x.kind, 'personId', x.person_id, 'at', x.created_at,
          'undoesId', x.undoes_id, 'turnId', x.turn_id, 'turnIds', x.act -> 'turnIds', 'trained', x.act -> 'trained',
          'despiteRejection', x.act -> 'despiteRejection', 'reasons', x.act -> 'reasons', 'note', x.act ->> 'note',
          'tags', x.act -> 'tags', 'text', CASE WHEN x.kind = 'comment' THEN x.act ->> 'text' END) ORDER BY x.version), '[]')
        FROM decision x WHERE x.dialogue_id = m.dialogue_id AND x.version <= m.version) AS acts
    FROM snapshot_dialogue m JOIN dialogue d ON d.id = m.dialogue_id LEFT JOIN run r ON r.id = d.run_id
      LEFT JOIN seed_set z ON z.id = r.seed_set_id
    WHERE m.snapshot_id = ${snapshotId} AND m.position > ${after}::int
      AND (${positions}::int[] IS NULL OR m.position = ANY (${positions}::int[])) ORDER BY m.position LIMIT ${batch}`,
);

const turn = columns(
  "Turn",
  "t",
  "id",
  "dialogueId",
  "parentId",
  "text",
  "reasoning",
  "abandoned",
  "modelId",
  "personId",
);
const turnShape = {
  ...turn.row,
  speaker: word<Speaker>(),
  asides: orNull(made<Aside[]>()),
  flags: words<TurnFlag>(),
  by: word<WrittenBy>(),
  isFlaggedSince: bool,
  at: columns("Turn", "t", "createdAt").row.createdAt,
  raw: orNull(text),
  kept: orNull(json(keptOfTurnSchema)),
};

// A turn is of the version that it came with, until somebody flags it: then of that act's.
const listTurns = statement(
  "pinnedTrees.listTurns",
  turnShape,
  (snapshotId: string, dialogueIds: string[]) => sql`
    SELECT ${turn}, t.speaker, t.asides, t.flags, ${writtenBy} AS by, t.version > m.version AS "isFlaggedSince", t.created_at AS at,
      encode(t.raw_text, 'base64') AS raw, t.given AS kept
    FROM snapshot p JOIN snapshot_dialogue m ON m.snapshot_id = p.id JOIN turn t ON t.dialogue_id = m.dialogue_id
    WHERE p.id = ${snapshotId} AND m.dialogue_id = ANY (${dialogueIds}::text[])
      AND (t.version <= m.version OR t.created_at <= p.created_at AND EXISTS (SELECT FROM decision x
        WHERE x.dialogue_id = t.dialogue_id AND x.turn_id = t.id AND x.version = t.version AND x.kind NOT IN ('take_over', 'amend')))
    ORDER BY t.id`,
);

/**
 * Dialogues of a snapshot with their whole trees and logs, all as they were at its moment, in its order; the same each time,
 * a batch at a time.
 */
export async function* readPinnedTrees(
  snapshotId: string,
  { positions = null, after = 0 }: WhichDialogues,
): AsyncGenerator<PinnedTree[]> {
  const wanted = positions?.slice(after) ?? null;
  for (let last = wanted ? 0 : after; ; ) {
    const members = await all(listMembers(snapshotId, wanted, last), readingPool());
    if (members.length === 0) return;
    const ids = members.map(({ id }) => id);
    const authored = await readAuthoredTurns(ids, () => undefined);
    const turns = new Map(ids.map((id): [string, PinnedTreeTurn[]] => [id, []]));
    for (const { dialogueId, at, raw, ...row } of await all(listTurns(snapshotId, ids), readingPool())) {
      const { author, replacedId = null, keptFromId = null } = authored.get(row.id) ?? {};
      turns.get(dialogueId)?.push({
        ...row,
        raw: raw?.replaceAll("\n", "") ?? null,
        at: at.toISOString(),
        actId: author && author.by !== "file" ? author.act : null,
        insteadOfId: replacedId,
        copyOfId: keptFromId,
      });
    }
    yield members.map((row) => toTree(row, turns.get(row.id) ?? []));
    last = members.at(-1)?.position ?? last;
  }
}

function toTree(row: RowOf<typeof memberShape>, turns: PinnedTreeTurn[]): PinnedTree {
  const { position: _, turnIds, createdAt, seedSetId, seeds, randomSeed, given, acts, ...rest } = row;
  const isSeeded = seedSetId !== null && seeds !== null && randomSeed !== null;
  return {
    ...rest,
    at: createdAt.toISOString(),
    seed: isSeeded ? `${seedSetId} ${seedPosition(row.number, seeds, randomSeed)}` : null,
    given: given ?? {},
    pathIds: turnIds,
    turns: inOrder(turns),
    acts: acts.map((act) => ({ ...act, at: new Date(act.at).toISOString() })),
  };
}

/** Each behind those that it refers to, whatever clocks said when their ids were made. Holds no recursion. */
function inOrder(turns: readonly PinnedTreeTurn[]): PinnedTreeTurn[] {
  const byId = new Map(turns.map((turn) => [turn.id, turn]));
  const placed = new Set<PinnedTreeTurn>();
  for (const turn of turns) {
    const waiting = [turn];
    for (let next = waiting.at(-1); next; next = waiting.at(-1)) {
      const { parentId, insteadOfId, copyOfId } = next;
      const before = [parentId, insteadOfId, copyOfId]
        .map((id) => (id === null ? undefined : byId.get(id)))
        .find((one) => one && !placed.has(one) && !waiting.includes(one));
      if (before) waiting.push(before);
      else {
        placed.add(next);
        waiting.pop();
      }
    }
  }
  return [...placed];
}
