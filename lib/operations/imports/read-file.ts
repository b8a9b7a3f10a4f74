import { AppError } from "@/lib/base/app-error";
import type { IncomingFile } from "@/lib/contract/endpoint";
import type { GivenDialogue } from "@/lib/domain/dialogue-in-file";
import type { ImportProblem } from "@/lib/domain/import";
import type { ImportOptions } from "@/lib/domain/import-options";
import { settleGiven } from "@/lib/domain/settle-given";
import { type DialogueFormatId, formats } from "@/lib/formats/registry";
import type { JsonSource } from "@/lib/formats/text/json-records";
import { type LegacyEncoding, legacyText } from "@/lib/formats/text/legacy-text";
import { createReplySplitter } from "@/lib/simulation/split-reply";
import { mayHoldMarks } from "@/lib/simulation/thought-marks";

/** A record of a file: a dialogue as it is stored, or why it cannot be taken. */
export type ReadRecord =
  | { ok: true; line: number; dialogue: GivenDialogue; joined: number; cut: number }
  | ({ ok: false } & ImportProblem);

/** The dialogues of a file, one at a time, in the shape that is stored. The same file and choices give the same records. */
export async function* readDialogueFile(
  file: JsonSource | Promise<JsonSource>,
  format: DialogueFormatId,
  options: ImportOptions,
): AsyncGenerator<ReadRecord> {
  for await (const read of formats[format].read(await file)) {
    if (!read.ok) {
      yield { ok: false, line: read.line, column: read.column ?? null, message: read.message };
      continue;
    }
    const { line, value } = read;
    // What left the studio comes back as it was.
    if (value.whole) {
      yield { ok: true, line, dialogue: value, joined: 0, cut: 0 };
      continue;
    }
    const settled = settleGiven({ ...value, turns: value.turns.map(withThoughtsApart) }, options);
    yield settled.ok
      ? { ok: true, line, dialogue: settled.dialogue, joined: settled.joined, cut: settled.cut }
      : { ok: false, line, column: null, message: settled.message };
  }
}

/** What a model thought aloud within its answer, in whatever marks, is no part of what it said. */
function withThoughtsApart<T extends GivenDialogue["turns"][number]>(turn: T): T {
  if (turn.speaker !== "assistant" || turn.reasoning !== null || !mayHoldMarks(turn.text)) return turn;
  const splitter = createReplySplitter();
  splitter.push(turn.text);
  splitter.end();
  const { text, reasoning } = splitter.written();
  return reasoning === "" || text.trim() === "" ? turn : { ...turn, text, reasoning };
}

/** The file as UTF-8. Throws where its bytes are no letters of the encoding that it is said to be in. */
export async function* inUtf8(file: IncomingFile, encoding: LegacyEncoding): IncomingFile {
  const encoder = new TextEncoder();
  for await (const text of legacyText(file, encoding)) {
    if (text.includes("\uFFFD"))
      throw new AppError(
        "invalid",
        `Some of its bytes are no letters of ${encoding}. Choose how it was saved anew. Nothing was imported.`,
      );
    yield encoder.encode(text);
  }
}
