import type { PreviewPiece, PreviewRow, PreviewSample } from "@/lib/domain/training/preview";
import { settingOf } from "./audit-rows";
import type { AuditedRow, AuditPlan } from "./audited-row";
import { type Loaded, untrained } from "./loaded-row";
import { rulesOf } from "./rules";
import type { Tokenizer } from "./tokenizer";
import { turnsOfMessages } from "./turns-of-messages";

/** A row as the trainer will see it, token by token. */
export function previewRow(row: AuditedRow, plan: AuditPlan): PreviewRow {
  const loaded = rulesOf[plan.trainer]?.load(row.record, settingOf(plan)) ?? [];
  const { dialogue, part } = row;
  return { dialogueId: dialogue.id, part, samples: loaded.map((one) => sampleOf(one, row, plan.tokenizer)) };
}

function sampleOf(loaded: Loaded, row: AuditedRow, tokenizer: Tokenizer): PreviewSample {
  if (loaded.as !== "row") return { as: loaded.as, why: loaded.why, tokens: 0, trained: 0, lost: 0, pieces: [] };
  const { ids, labels, lost } = loaded.row;
  const trained = labels.filter((label) => label !== untrained).length;
  return { as: "row", why: null, tokens: ids.length, trained, lost, pieces: piecesOf(loaded, row, tokenizer) };
}

function piecesOf(
  { messages, row: sample }: Extract<Loaded, { as: "row" }>,
  row: AuditedRow,
  tokenizer: Tokenizer,
): PreviewPiece[] {
  const turns = turnsOfMessages(messages, row);
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
    const owner = sample.owners[i] ?? -1;
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
