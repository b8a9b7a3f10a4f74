import { randomUUID } from "node:crypto";
import type { Aside, ExportedDialogue, ExportedTurn } from "@/lib/domain/dialogue-in-file";
import type { WrittenBy } from "@/lib/domain/training/written-by";
import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { int, made, orNull, text } from "../door/row";
import { statement } from "../door/statement";
import { readingPool } from "../pool";
import { writtenBy } from "./written-by";

const batch = 200;

/** What a few turns have besides their text. */
type Rare = { place: number; reasoning: string | null; asides: Aside[] | null };

const list = statement(
  "snapshots.readDialogues",
  {
    position: int,
    id: text,
    assistantPrompt: text,
    simulatorPrompt: text,
    turnIds: text,
    untrained: text,
    texts: text,
    origins: text,
    rare: orNull(made<Rare[]>()),
  },
  (snapshotId: string, after: number, between: string) => sql`
    SELECT m.position, m.dialogue_id AS id, coalesce(r.spec ->> 'simulatorPrompt', '') AS "simulatorPrompt",
      coalesce(r.spec ->> 'assistantPrompt', d.given ->> 'system', '') AS "assistantPrompt",
      array_to_string(m.turn_ids, ' ') AS "turnIds", array_to_string(m.untrained, ' ') AS untrained, p.texts, p.origins, p.rare
    FROM (SELECT s.position, s.dialogue_id, s.turn_ids, s.untrained FROM snapshot_dialogue s
        WHERE s.snapshot_id = ${snapshotId} AND s.position > ${after}::int ORDER BY s.position LIMIT ${batch}) m
      JOIN dialogue d ON d.id = m.dialogue_id LEFT JOIN run r ON r.id = d.run_id
    CROSS JOIN LATERAL (
      SELECT string_agg(t.text, ${between}::text ORDER BY i.place) AS texts, string_agg(${writtenBy}, ' ' ORDER BY i.place) AS origins,
        json_agg(json_build_object('place', i.place, 'reasoning', t.reasoning, 'asides', t.asides))
          FILTER (WHERE t.reasoning IS NOT NULL OR t.asides IS NOT NULL) AS rare
      FROM unnest(m.turn_ids) WITH ORDINALITY AS i (id, place) JOIN turn t ON t.id = i.id) p
    ORDER BY m.position`,
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
  // Drawn for each reading, so that no text holds it: the texts of a dialogue come as one, which is read in a fifth of the time.
  const between = `\u001f${randomUUID()}\u001f`;
  let next = readBatch(snapshotId, after, between);
  for (;;) {
    const dialogues = await next;
    const last = dialogues.at(-1);
    if (!last) return;
    next = readBatch(snapshotId, last.position, between);
    // Whoever stops here never asks for it.
    next.catch(() => undefined);
    yield* dialogues;
  }
}

async function readBatch(snapshotId: string, after: number, between: string): Promise<PinnedDialogue[]> {
  const rows = await all(list(snapshotId, after, between), readingPool());
  return rows.map(({ turnIds, untrained, texts, origins: ofTurns, rare, ...dialogue }) => {
    const [said, origins] = [texts.split(between), ofTurns.split(" ") as WrittenBy[]];
    const ids = turnIds.split(" ");
    if (said.length !== ids.length) throw new Error(`Turns of ${dialogue.id} in snapshot ${snapshotId} are gone`);
    const left = untrained === "" ? [] : untrained.split(" ");
    const turns = ids.map((id, i): ExportedTurn => {
      const [text = "", origin = "model"] = [said[i], origins[i]];
      const speaker = i % 2 === 0 ? "user" : "assistant";
      return { id, speaker, text, reasoning: null, trained: !left.includes(id), origin, asides: [] };
    });
    for (const { place, reasoning, asides } of rare ?? []) {
      const turn = turns[place - 1];
      if (turn) Object.assign(turn, { reasoning, asides: asides ?? [] });
    }
    return { ...dialogue, turns };
  });
}
