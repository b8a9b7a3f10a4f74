import type { ExportedDialogue, ExportedTurn } from "@/lib/domain/dialogue-in-file";
import { type DialogueSelection, filterForms, whereDialogues } from "./dialogue-filter";
import { all } from "./door/execute";
import { sql } from "./door/fragment";
import { made, text } from "./door/row";
import { statement } from "./door/statement";
import { streamOneMoment } from "./one-moment";
import type { Queryable } from "./sql";

const batch = 200;

type PathTurn = ExportedTurn & { isRejected: boolean };

const readBatch = statement(
  "exports.readBatch",
  { id: text, simulatorPrompt: text, assistantPrompt: text, turns: made<PathTurn[]>() },
  (filter: DialogueSelection, after: string) => sql`
    WITH RECURSIVE chosen AS (
      SELECT d.id, d.run_id, d.head_id, d.end_mark_id, d.untrained, d.given FROM dialogue d
      WHERE ${whereDialogues(filter)} AND d.id > ${after} ORDER BY d.id LIMIT ${batch}
    ), path AS (
      SELECT t.id, t.dialogue_id, t.parent_id, t.speaker, t.text, t.reasoning, t.origin, t.asides, t.flags, 0 AS back
      FROM chosen c JOIN turn t ON t.id = c.head_id
      UNION ALL
      SELECT t.id, t.dialogue_id, t.parent_id, t.speaker, t.text, t.reasoning, t.origin, t.asides, t.flags, p.back + 1
      FROM path p JOIN turn t ON t.id = p.parent_id
    )
    SELECT c.id, coalesce(r.spec ->> 'simulatorPrompt', '') AS "simulatorPrompt",
      coalesce(r.spec ->> 'assistantPrompt', c.given ->> 'system', '') AS "assistantPrompt",
      coalesce((SELECT json_agg(json_build_object('id', p.id, 'speaker', p.speaker, 'text', p.text,
          'reasoning', p.reasoning, 'trained', p.id <> ALL (c.untrained), 'origin', p.origin,
          'asides', coalesce(p.asides, '[]'), 'isRejected', 'rejected_by_person' = ANY (p.flags)) ORDER BY p.back DESC)
        FROM path p WHERE p.dialogue_id = c.id AND p.back >= coalesce(
          (SELECT m.back FROM path m WHERE m.dialogue_id = c.id AND m.id = c.end_mark_id), 0)), '[]') AS turns
    FROM chosen c LEFT JOIN run r ON r.id = c.run_id ORDER BY c.id`,
  { examples: filterForms.map((filter) => [filter, ""]) },
);

/**
 * The active paths of dialogues in order of their birth, all as they were when the reading began, a batch at a time, so
 * that memory stays flat. What comes after "a real user stops here", a rejected turn with what follows it, and an
 * unanswered question at the end are cut; paths
 * that are then empty, hold an empty turn or do not alternate from a user's question are left out, since trainers would
 * drop or mask them in silence.
 */
export async function* readExportedPaths(filter: DialogueSelection): AsyncGenerator<ExportedDialogue> {
  for await (const { dialogue } of readCandidates(filter)) if (dialogue) yield dialogue;
}

/** A dialogue that was asked for; null where a file does not hold it, and whether a rejection is why. */
type Candidate = { dialogue: ExportedDialogue | null; isRejected: boolean };

/** All that were asked for, also those that no file holds. */
export function readCandidates(filter: DialogueSelection): AsyncGenerator<Candidate> {
  return streamOneMoment((on) => readBatches(on, filter));
}

async function* readBatches(on: Queryable, filter: DialogueSelection): AsyncGenerator<Candidate> {
  for (let last = ""; ; ) {
    const rows = await all(readBatch(filter, last), on);
    for (const row of rows) {
      const turns = exportedTurns(row.turns);
      const isRejected = row.turns.some((turn) => turn.isRejected);
      yield { dialogue: isTrainable(turns) ? { ...row, turns } : null, isRejected };
    }
    const end = rows.at(-1);
    if (!end || rows.length < batch) return;
    last = end.id;
  }
}

/** Nothing that was rejected leaves as good, and nothing that answers it; what is left ends on an answer. */
function exportedTurns(path: PathTurn[]): ExportedTurn[] {
  const rejected = path.findIndex(({ isRejected }) => isRejected);
  const kept = rejected < 0 ? path : path.slice(0, rejected);
  const whole = kept.at(-1)?.speaker === "user" ? kept.slice(0, -1) : kept;
  return whole.map(({ isRejected: _, ...turn }) => turn);
}

function isTrainable(turns: ExportedTurn[]): boolean {
  const alternates = turns.every(
    ({ speaker, text }, i) => speaker === (i % 2 ? "assistant" : "user") && text.trim() !== "",
  );
  return alternates && turns.length >= 2;
}
