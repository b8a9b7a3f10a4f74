import { randomBytes } from "node:crypto";
import { must } from "@/lib/base/assert";
import type { Aside, ExportedDialogue, ExportedTurn } from "@/lib/domain/dialogue-in-file";
import { labelsSchema } from "@/lib/domain/training/labels";
import type { WrittenBy } from "@/lib/domain/training/written-by";
import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { int, json, made, orNull, text } from "../door/row";
import { statement } from "../door/statement";
import { readingPool } from "../pool";
import { writtenBy } from "./written-by";

/** So many dialogues are read at once: few at first, so that whoever waits for the first byte has it soon. */
const [atFirst, thenEach] = [10, 50];
/** So many batches are on their way while one is taken: a writer of groups takes none for a while, then many. */
const ahead = 2;

/** What a few turns have besides their text. */
type Rare = { id: string; reasoning: string | null; asides: Aside[] | null };

// Turns come in any order, which is told: put in order by Postgres, all texts would be copied once more.
const list = statement(
  "snapshots.readDialogues",
  {
    position: int,
    id: text,
    assistantPrompt: text,
    simulatorPrompt: text,
    turnIds: text,
    untrained: text,
    foundIds: text,
    texts: text,
    origins: text,
    rare: orNull(made<Rare[]>()),
    labels: orNull(json(labelsSchema)),
  },
  (snapshotId: string, positions: readonly number[], between: string) => sql`
    SELECT m.position, m.dialogue_id AS id, coalesce(r.spec ->> 'simulatorPrompt', d.given ->> 'simulatorPrompt', '') AS "simulatorPrompt",
      coalesce(r.spec ->> 'assistantPrompt', d.given ->> 'system', '') AS "assistantPrompt",
      array_to_string(m.turn_ids, ' ') AS "turnIds", array_to_string(m.untrained, ' ') AS untrained,
      p."foundIds", p.texts, p.origins, p.rare, m.labels
    FROM snapshot_dialogue m JOIN dialogue d ON d.id = m.dialogue_id LEFT JOIN run r ON r.id = d.run_id
    CROSS JOIN LATERAL (
      SELECT string_agg(t.id, ' ') AS "foundIds", string_agg(t.text, ${between}::text) AS texts, string_agg(${writtenBy}, ' ') AS origins,
        json_agg(json_build_object('id', t.id, 'reasoning', t.reasoning, 'asides', t.asides))
          FILTER (WHERE t.reasoning IS NOT NULL OR t.asides IS NOT NULL) AS rare
      FROM turn t WHERE t.id = ANY (m.turn_ids)) p
    WHERE m.snapshot_id = ${snapshotId} AND m.position = ANY (${positions}::int[]) ORDER BY m.position`,
  { prepared: true },
);

/** A dialogue of a snapshot, and where it stands there. */
export type PinnedDialogue = ExportedDialogue & { position: number };

/** Which dialogues of a snapshot: at these positions, or all; of them those behind the first `after`. */
export type WhichDialogues = { positions?: readonly number[] | null; after?: number };

/**
 * The dialogues of a snapshot as they were pinned, in its order, the same each time, and no others are read. A batch at a
 * time, the next ones fetched while the one before is taken, so that memory stays flat and nobody waits. Nothing of it can
 * change, so that no connection is held in between.
 */
export async function* readSnapshotDialogues(
  snapshotId: string,
  { positions = null, after = 0 }: WhichDialogues = {},
): AsyncGenerator<PinnedDialogue[]> {
  // Drawn for each reading, so that no text holds it: the texts of a dialogue come as one, which is read in a fifth of the time.
  const between = `\u001f${randomBytes(12).toString("base64")}\u001f`;
  let [done, size] = [after, atFirst];
  const fetchNext = async () => {
    const wanted = positions?.slice(done, done + size) ?? Array.from({ length: size }, (_, i) => done + i + 1);
    [done, size] = [done + size, thenEach];
    return wanted.length === 0 ? [] : readBatch(snapshotId, wanted, between);
  };
  const coming: Promise<PinnedDialogue[]>[] = [];
  const fetchAhead = () => {
    while (coming.length < ahead) {
      const next = fetchNext();
      // Whoever stops here never asks for it.
      next.catch(() => undefined);
      coming.push(next);
    }
  };
  fetchAhead();
  for (let next = coming.shift(); next; next = coming.shift()) {
    const dialogues = await next;
    if (dialogues.length === 0) return;
    fetchAhead();
    yield dialogues;
  }
}

async function readBatch(snapshotId: string, positions: readonly number[], between: string): Promise<PinnedDialogue[]> {
  const rows = await all(list(snapshotId, positions, between), readingPool());
  return rows.map(({ turnIds, untrained, foundIds, texts, origins: ofTurns, rare, labels, ...dialogue }) => {
    const [ids, said, origins] = [turnIds.split(" "), texts.split(between), ofTurns.split(" ") as WrittenBy[]];
    if (said.length !== ids.length) throw new Error(`Turns of ${dialogue.id} in snapshot ${snapshotId} are gone`);
    const placeOf = foundIds === turnIds ? null : new Map(foundIds.split(" ").map((id, i) => [id, i]));
    const left = untrained === "" ? [] : untrained.split(" ");
    const turns = ids.map((id, i): ExportedTurn => {
      const place = placeOf?.get(id) ?? i;
      const [text = "", origin = "model"] = [said[place], origins[place]];
      const speaker = i % 2 === 0 ? "user" : "assistant";
      return { id, speaker, text, reasoning: null, trained: !left.includes(id), origin, asides: [] };
    });
    for (const { id, reasoning, asides } of rare ?? [])
      Object.assign(must(turns[ids.indexOf(id)], "its turn"), { reasoning, asides: asides ?? [] });
    if (!labels) return { ...dialogue, turns };
    for (const turn of turns) if (labels.turns[turn.id]) turn.labels = labels.turns[turn.id];
    return { ...dialogue, turns, ...(Object.keys(labels.dialogue).length > 0 && { labels: labels.dialogue }) };
  });
}
