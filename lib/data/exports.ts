import type { ExportedDialogue, ExportedTurn } from "@/lib/domain/dialogue-in-file";
import { type DialogueSelection, filterForms, whereDialogues } from "./dialogue-filter";
import { all } from "./door/execute";
import { sql } from "./door/fragment";
import { bool, made, orNull, text } from "./door/row";
import { type Statement, statement } from "./door/statement";
import { streamOneMoment } from "./one-moment";
import { trainablePaths } from "./snapshots/trainable-paths";
import { writtenBy } from "./snapshots/written-by";
import type { Queryable } from "./sql";

const batch = 200;

const readBatch = statement(
  "exports.readBatch",
  {
    id: text,
    simulatorPrompt: text,
    assistantPrompt: text,
    turns: orNull(made<ExportedTurn[]>()),
    isRejected: bool,
  },
  (filter: DialogueSelection, after: string) => sql`
    WITH RECURSIVE chosen AS (
      SELECT d.id, d.run_id, d.head_id, d.end_mark_id, d.untrained, d.given FROM dialogue d
      WHERE ${whereDialogues(filter)} AND d.id > ${after} ORDER BY d.id LIMIT ${batch}
    ), ${trainablePaths({ hashed: false })}
    SELECT c.id, coalesce(r.spec ->> 'simulatorPrompt', c.given ->> 'simulatorPrompt', '') AS "simulatorPrompt",
      coalesce(r.spec ->> 'assistantPrompt', c.given ->> 'system', '') AS "assistantPrompt",
      coalesce(k.is_rejected, false) AS "isRejected",
      (SELECT json_agg(json_build_object('id', t.id, 'speaker', t.speaker, 'text', t.text, 'reasoning', t.reasoning,
          'trained', t.id <> ALL (c.untrained), 'origin', ${writtenBy}, 'asides', coalesce(t.asides, '[]')) ORDER BY i.place)
        FROM unnest(k.ids[:k.n]) WITH ORDINALITY AS i (id, place) JOIN turn t ON t.id = i.id WHERE k.reason IS NULL) AS turns
    FROM chosen c LEFT JOIN trainable k ON k.dialogue_id = c.id LEFT JOIN run r ON r.id = c.run_id ORDER BY c.id`,
  { examples: filterForms.map((filter): [DialogueSelection, string] => [filter, ""]) },
);

const outlineBatch = statement(
  "exports.outlineBatch",
  { id: text, masks: orNull(text), isRejected: bool },
  (filter: DialogueSelection, after: string) => sql`
    WITH RECURSIVE chosen AS (
      SELECT d.id, d.head_id, d.end_mark_id, d.untrained FROM dialogue d
      WHERE ${whereDialogues(filter)} AND d.id > ${after} ORDER BY d.id LIMIT ${batch}
    ), ${trainablePaths({ hashed: false })}
    SELECT c.id, CASE WHEN k.reason IS NULL THEN left(k.masks, k.n) END AS masks,
      coalesce(k.is_rejected, false) AS "isRejected"
    FROM chosen c LEFT JOIN trainable k ON k.dialogue_id = c.id ORDER BY c.id`,
  { examples: filterForms.map((filter): [DialogueSelection, string] => [filter, ""]) },
);

/**
 * What training may be given of dialogues ({@link trainablePaths}) in order of their birth, all as they were when the
 * reading began, a batch at a time, so that memory stays flat.
 */
export async function* readExportedPaths(filter: DialogueSelection): AsyncGenerator<ExportedDialogue> {
  for await (const { isRejected: _, turns, ...dialogue } of streamOneMoment((on) => batches(on, readBatch, filter)))
    if (turns) yield { ...dialogue, turns };
}

/**
 * All that were asked for, without their texts: of each that a file holds, a letter for each turn from the user's first on,
 * `t` where it is trained; null of the others, and whether a rejection is why.
 */
export function outlineExport(
  filter: DialogueSelection,
): AsyncGenerator<{ masks: string | null; isRejected: boolean }> {
  return streamOneMoment((on) => batches(on, outlineBatch, filter));
}

async function* batches<T extends { id: string }>(
  on: Queryable,
  next: (filter: DialogueSelection, after: string) => Statement<T>,
  filter: DialogueSelection,
): AsyncGenerator<T> {
  for (let last = ""; ; ) {
    const rows = await all(next(filter, last), on);
    yield* rows;
    const end = rows.at(-1);
    if (!end || rows.length < batch) return;
    last = end.id;
  }
}
