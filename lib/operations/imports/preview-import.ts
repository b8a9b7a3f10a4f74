import type { GivenDialogue } from "@/lib/domain/dialogue-in-file";
import type { ImportPreview } from "@/lib/domain/import";
import type { ImportOptions } from "@/lib/domain/import-options";
import { recogniseDialogues } from "@/lib/formats/dialogues/recognise";
import { holdsLostLetters } from "@/lib/formats/lost-letters";
import type { DialogueFormatId } from "@/lib/formats/registry";
import type { Source } from "@/lib/formats/text/decode-text";
import type { JsonSource } from "@/lib/formats/text/json-records";
import { type LegacyEncoding, legacyText } from "@/lib/formats/text/legacy-text";
import { isParquet, type Parts, partsOfParquet } from "./preview-parquet";
import { readDialogueFile } from "./read-file";

/** So many dialogues and so many problems are shown. */
const [mostDialogues, mostProblems] = [10, 20];

type Asked = {
  format?: DialogueFormatId;
  encoding?: LegacyEncoding;
  /** Only the beginning of a file was sent: that it breaks off is no fault of it. */
  isPart: boolean;
  /** Of a Parquet file: what of it was sent, where that is not all. */
  parts?: Parts;
  options: ImportOptions;
};

/** What the first rows of a file would become. Stores nothing. */
export async function previewImport(asked: Asked, file: Source): Promise<ImportPreview> {
  const { format, encoding, options } = asked;
  const sent: (string | Uint8Array)[] = [];
  const given = encoding && !asked.parts ? legacyText(file, encoding) : file;
  for await (const piece of typeof given === "string" ? [given] : given) sent.push(piece);
  const parquet = isParquet(sent, asked.parts) ? await partsOfParquet(sent, asked.parts) : null;
  if (parquet && parquet.needs.length > 0)
    return { recognised: null, format: null, dialogues: [], problems: [], needs: parquet.needs };
  const isPart = asked.isPart || parquet?.isPart === true;
  const again = (): JsonSource => parquet?.read() ?? all(sent);
  const recognised = await recogniseDialogues(again());
  const chosen = format ?? recognised;
  const preview: ImportPreview = { recognised, format: chosen, dialogues: [], problems: [], needs: [] };
  if (chosen === null) {
    // Of text that is of no format nothing is wrong; a Parquet file tells what is.
    const read = parquet && (await parquet.read().values.next()).value;
    if (read && !read.ok) preview.problems.push({ line: read.line, column: null, message: read.message });
    return preview;
  }
  let last: ImportPreview["problems"][number] | null = null;
  for await (const read of readDialogueFile(again(), chosen, options)) {
    // The last line of a part may be cut off: it counts as a problem only when another one follows.
    if (last) preview.problems.push(last);
    last = null;
    if (!read.ok) last = { line: read.line, column: read.column, message: read.message };
    else if (preview.dialogues.length < mostDialogues) preview.dialogues.push(shown(read));
    if (preview.problems.length >= mostProblems) break;
  }
  if (last && !isPart) preview.problems.push(last);
  return preview;
}

async function* all<T>(pieces: readonly T[]): AsyncGenerator<T> {
  yield* pieces;
}

function shown({
  line,
  dialogue,
  joined,
  cut,
}: {
  line: number;
  dialogue: GivenDialogue;
  joined: number;
  cut: number;
}): ImportPreview["dialogues"][number] {
  const { id, system, language, model, turns, trailing, whole } = dialogue;
  const path: ImportPreview["dialogues"][number]["path"] = [];
  for (let at = dialogue.head; at !== null; at = turns[at]?.parent ?? null) {
    const turn = turns[at];
    if (turn) path.unshift({ speaker: turn.speaker, text: turn.text, reasoning: turn.reasoning });
  }
  const asides = turns.reduce((sum, turn) => sum + turn.asides.length, trailing.length);
  const lost = turns.filter(({ text, reasoning }) => holdsLostLetters([text, reasoning])).length;
  const told = { verdict: whole?.verdict ?? null, tags: whole?.tags ?? [], acts: whole?.acts.length ?? 0 };
  const elsewhere = turns.length - path.length;
  return { line, id, system, language, model, path, elsewhere, asides, lost, joined, cut, ...told };
}
