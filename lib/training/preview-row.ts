import type { PreviewPiece, PreviewRow, PreviewSample } from "@/lib/domain/training/preview";
import { settingOf } from "./audit-rows";
import type { AuditedRow, AuditPlan } from "./audited-row";
import { type Loaded, type LoadedSample, untrained } from "./loaded-row";
import { rulesFor } from "./rules";
import { saidIn } from "./said-in";
import type { Tokenizer } from "./tokenizer";

/** A row as the trainer will see it, token by token. */
export function previewRow(row: AuditedRow, plan: AuditPlan): PreviewRow {
  const loaded = rulesFor(plan.trainer, plan.target)?.load(row.record, settingOf(plan)) ?? [];
  const { dialogueId, part } = row;
  return { dialogueId, part, samples: loaded.map((one) => sampleOf(one, row, plan.tokenizer)) };
}

function sampleOf(loaded: Loaded, row: AuditedRow, tokenizer: Tokenizer): PreviewSample {
  if (loaded.as !== "row")
    return { as: loaded.as, why: loaded.why, answer: null, tokens: 0, trained: 0, lost: 0, pieces: [], isWhole: true };
  const { answer, row: sample } = loaded;
  const { ids, labels, lost } = sample;
  const trained = labels.filter((label) => label !== untrained).length;
  const pieces = piecesOf(loaded, row, tokenizer);
  return { as: "row", why: null, answer, tokens: ids.length, trained, lost, pieces, isWhole: ids.length <= mostTokens };
}

function piecesOf(loaded: LoadedSample, row: AuditedRow, tokenizer: Tokenizer): PreviewPiece[] {
  const { messages, row: sample } = loaded;
  const { owners, turns } = saidIn(loaded, row);
  const pieces: PreviewPiece[] = [];
  let waiting: number[] = [];
  sample.ids.slice(0, mostTokens).forEach((id, i) => {
    const isTrained = sample.labels[i] !== untrained;
    waiting.push(...tokenizer.bytesOf(id));
    const next = sample.ids[i + 1];
    const goesOn =
      next !== undefined && waiting.length < longestLetter && (sample.labels[i + 1] !== untrained) === isTrained;
    const text = textOf(waiting, !goesOn);
    if (text === null) return;
    const owner = owners[i] ?? -1;
    const by = turns[owner]?.speaker ?? (owner === -1 ? null : (messages[owner]?.role ?? null));
    pieces.push({ text, isTrained, isMark: tokenizer.isMark(id), by });
    waiting = [];
  });
  return pieces;
}

/** Of a longer row the beginning is shown. */
const mostTokens = 3_000;

/** A letter that is spread over more tokens than this is none. */
const longestLetter = 8;

/** Whole letters alone, or all that there is. */
function textOf(bytes: number[], atOnce: boolean): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: !atOnce, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return null;
  }
}
