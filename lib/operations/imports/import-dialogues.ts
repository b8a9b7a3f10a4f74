import { createHash } from "node:crypto";
import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { type Batch, finishImport, insertBatch, type NewImported, readImportCourse } from "@/lib/data/imports";
import { requireProject, streamInProject } from "@/lib/data/project-at-work";
import type { Queryable } from "@/lib/data/sql";
import { untilReachable } from "@/lib/data/until-reachable";
import { forgetPieces, readPieces } from "@/lib/data/whole/file-pieces";
import type { GivenDialogue } from "@/lib/domain/dialogue-in-file";
import { summarizePath } from "@/lib/domain/path-summary";
import { activePath, lastAnswered } from "@/lib/domain/turn-tree";
import type { ReadableId } from "@/lib/formats/registry";
import { readDialogueFile } from "./read-file";

type Tools = {
  signal: AbortSignal;
  report: (progress: { done: number; total: number | null; sentence?: string }) => Promise<void>;
  whileHeld: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
};

/** So many dialogues, and so much text, go in one transaction. */
const [mostDialogues, mostText] = [200, 4 * 1024 * 1024];
/** What a dialogue that no model writes on is held to: the method's own length. */
const contextLimit = 2_048;

/**
 * Takes in what a file holds, from wherever an earlier try had come: each transaction stores dialogues and problems with
 * their counts, and reading goes on behind as many. null when it was told to stop.
 */
export async function importDialogues(
  importId: string,
  { signal, report, whileHeld }: Tools,
): Promise<{ taken: number; refused: number } | null> {
  const begun = await untilReachable(() => readImportCourse(importId));
  if (!begun) throw new AppError("not_found", "The import is not there any more.");
  if (begun.finishedAt !== null) return { taken: begun.taken, refused: begun.refused };
  const { fileId, options } = begun;
  if (fileId === null) throw new AppError("conflict", "The file is not here any more. Import it once more.");
  const format = begun.format as ReadableId<"dialogues">;
  const read = () => streamInProject(requireProject(), readDialogueFile(readPieces(fileId), format, options));

  if (options.badLines === "refuse_all" && begun.taken === 0) {
    const problems = await listBadLines(read(), signal);
    if (problems === null) return null;
    const [first] = problems;
    if (first) {
      await whileHeld((tx) =>
        insertBatch(tx, importId, batchOf([], problems.slice(begun.refused)), {
          refusedBefore: begun.refused,
          contextLimit,
        }),
      );
      throw new AppError(
        "invalid",
        `Line ${first.line}: ${first.message} ${problems.length > 1 ? `And ${problems.length - 1} more. ` : ""}Nothing was imported, as you chose.`,
      );
    }
  }

  const counts = { taken: begun.taken, refused: begun.refused };
  let [passedTaken, passedRefused] = [0, 0];
  let held: Held = emptyHeld();
  const store = async () => {
    if (held.dialogues.length === 0 && held.problems.length === 0) return;
    const batch = batchOf(held.dialogues, held.problems, held);
    await whileHeld((tx) => insertBatch(tx, importId, batch, { refusedBefore: counts.refused, contextLimit }));
    counts.taken += batch.counts.taken;
    counts.refused += batch.counts.refused;
    held = emptyHeld();
    await report({ done: counts.taken, total: null });
  };

  for await (const record of read()) {
    if (signal.aborted) return null;
    if (record.ok ? passedTaken < begun.taken : passedRefused < begun.refused) {
      if (record.ok) passedTaken += 1;
      else passedRefused += 1;
      continue;
    }
    if (record.ok) {
      const number = counts.taken + held.dialogues.length + 1;
      held.dialogues.push(imported(record.dialogue, number));
      held.joined += record.joined;
      held.cut += record.cut;
      held.size += record.dialogue.turns.reduce((sum, { text }) => sum + text.length, 0);
    } else held.problems.push({ line: record.line, column: record.column, message: record.message });
    if (held.dialogues.length + held.problems.length >= mostDialogues || held.size >= mostText) await store();
  }
  await store();
  await whileHeld((tx) => finishImport(tx, importId));
  await forgetPieces(fileId);
  return counts;
}

type Held = Pick<Batch, "dialogues" | "problems"> & { joined: number; cut: number; size: number };

function emptyHeld(): Held {
  return { dialogues: [], problems: [], joined: 0, cut: 0, size: 0 };
}

function batchOf(
  dialogues: NewImported[],
  problems: Batch["problems"],
  { joined, cut }: Pick<Held, "joined" | "cut"> = { joined: 0, cut: 0 },
): Batch {
  return { dialogues, problems, counts: { taken: dialogues.length, refused: problems.length, joined, cut } };
}

async function listBadLines(
  records: ReturnType<typeof readDialogueFile>,
  signal: AbortSignal,
): Promise<Batch["problems"] | null> {
  const problems: Batch["problems"] = [];
  for await (const record of records) {
    if (signal.aborted) return null;
    if (!record.ok) problems.push({ line: record.line, column: record.column, message: record.message });
  }
  return problems;
}

/** A dialogue as a row, with ids of its own. The user of the source goes in as a hash that holds within the project. */
function imported(dialogue: GivenDialogue, number: number): NewImported {
  const { id, system, sourceUser, language, model, trailing } = dialogue;
  const ids = dialogue.turns.map(() => newId("turn"));
  const parentOf = (place: number | null) => (place === null ? null : (ids[place] ?? null));
  const turns = dialogue.turns.map(({ speaker, text, reasoning, asides, parent }, i) => ({
    id: ids[i] ?? "",
    parentId: parentOf(parent),
    speaker,
    text,
    reasoning,
    asides: asides.length > 0 ? asides : null,
  }));
  const tree = new Map(turns.map((turn) => [turn.id, turn]));
  const whole = activePath(tree, parentOf(dialogue.head));
  const headId = lastAnswered(whole) ?? whole.at(-1)?.id ?? ids[0] ?? "";
  const path = activePath(tree, headId);
  const { rounds, opening } = summarizePath(path.map((turn) => ({ ...turn, flags: [] })));
  const user =
    sourceUser && createHash("sha256").update(`${requireProject()}\n${sourceUser}`).digest("hex").slice(0, 32);
  const given = Object.entries({ id, system, user, language, model, trailing }).filter(
    ([, value]) => value !== null && value.length > 0,
  );
  const untrained = dialogue.turns.flatMap(({ trained }, i) => (trained ? [] : [ids[i] ?? ""]));
  return {
    id: newId("dialogue"),
    number,
    headId,
    rounds,
    opening: opening || (path[0]?.text ?? ""),
    untrained,
    given: Object.fromEntries(given),
    turns,
  };
}
