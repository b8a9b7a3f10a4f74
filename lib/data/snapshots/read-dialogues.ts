import type { TurnOrigin } from "@/lib/domain/dialogue";
import type { Aside, ExportedDialogue, ExportedTurn } from "@/lib/domain/dialogue-in-file";
import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, int, made, orNull, text, word } from "../door/row";
import { statement } from "../door/statement";
import { readingPool } from "../pool";

const batch = 200;

const listMembers = statement(
  "snapshots.listMembers",
  { position: int, id: text, turnIds: text, untrained: text, assistantPrompt: text, simulatorPrompt: text },
  (snapshotId: string, after: number) => sql`
    SELECT m.position, m.dialogue_id AS id, array_to_string(m.turn_ids, ' ') AS "turnIds",
      array_to_string(m.untrained, ' ') AS untrained, coalesce(r.spec ->> 'simulatorPrompt', '') AS "simulatorPrompt",
      coalesce(r.spec ->> 'assistantPrompt', d.given ->> 'system', '') AS "assistantPrompt"
    FROM snapshot_dialogue m JOIN dialogue d ON d.id = m.dialogue_id LEFT JOIN run r ON r.id = d.run_id
    WHERE m.snapshot_id = ${snapshotId} AND m.position > ${after}::int ORDER BY m.position LIMIT ${batch}`,
  { prepared: true },
);

const turn = columns("Turn", "t", "id", "text", "reasoning");

const listTurns = statement(
  "snapshots.listTurns",
  { ...turn.row, reasoning: orNull(text), origin: word<TurnOrigin>(), asides: orNull(made<Aside[]>()) },
  (dialogueIds: string[]) => sql`
    SELECT ${turn}, t.origin, t.asides FROM turn t WHERE t.dialogue_id = ANY(${dialogueIds}::text[])`,
  { prepared: true },
);

/** A dialogue of a snapshot, and where it stands there. */
export type PinnedDialogue = ExportedDialogue & { position: number };

/**
 * The dialogues of a snapshot as they were pinned, in its order, the same each time: those behind `after`. A batch at a
 * time, the next one fetched while the one before is taken, so that memory stays flat and nobody waits. Nothing of it can
 * change, so that no connection is held in between.
 */
export async function* readSnapshotDialogues(
  snapshotId: string,
  { after = 0 }: { after?: number } = {},
): AsyncGenerator<PinnedDialogue> {
  let next = readBatch(snapshotId, after);
  for (;;) {
    const dialogues = await next;
    const last = dialogues.at(-1);
    if (!last) return;
    next = readBatch(snapshotId, last.position);
    // Whoever stops here never asks for it.
    next.catch(() => undefined);
    yield* dialogues;
  }
}

async function readBatch(snapshotId: string, after: number): Promise<PinnedDialogue[]> {
  const members = await all(listMembers(snapshotId, after), readingPool());
  if (members.length === 0) return [];
  const rows = await all(listTurns(members.map(({ id }) => id)), readingPool());
  const turns = new Map(rows.map((row) => [row.id, row]));
  return members.map(({ turnIds, untrained, ...dialogue }) => {
    const left = untrained === "" ? [] : untrained.split(" ");
    const path = turnIds.split(" ").map((id, i): ExportedTurn => {
      const found = turns.get(id);
      if (!found) throw new Error(`Turn ${id} of snapshot ${snapshotId} is gone`);
      const { text, reasoning, origin, asides } = found;
      const speaker = i % 2 === 0 ? "user" : "assistant";
      return { id, speaker, text, reasoning, trained: !left.includes(id), origin, asides: asides ?? [] };
    });
    return { ...dialogue, turns: path };
  });
}
