import { AppError } from "@/lib/base/app-error";
import type { ServedItem } from "@/lib/contract/endpoints/assignments";
import type { ItemRow } from "@/lib/data/review/items";
import { findServed, type Served } from "@/lib/data/review/served";
import type { Dialogue, Turn, TurnFlag } from "@/lib/domain/dialogue";
import { standsStill } from "@/lib/domain/review/queue";
import { activePath, indexTurns } from "@/lib/domain/turn-tree";
import type { Viewer } from "@/lib/domain/viewer";
import { atOwnItem } from "./blindness";

/** An item as the person it is assigned to sees it. `not_found` for somebody else's assignment. */
export async function serveItem(viewer: Viewer, assignmentId: string): Promise<ServedItem> {
  const served = await atOwnItem({ assignmentId }, () => findServed(assignmentId));
  if (served?.assignment.personId !== viewer.id) throw new AppError("not_found", "This is no place of yours.");
  return asServed(served);
}

/** Without what would tell its judge how others see it. */
export function asServed({ assignment, item, spec, dialogue, turns }: Served): ServedItem {
  const isShared = standsStill(spec, item.needed);
  if (!isShared) return { assignment, dialogue, turns, isShared };
  const headId = judgedHead(item, dialogue);
  const path = activePath(indexTurns(turns), headId).map(unjudged);
  const shown = { ...unmarked(dialogue), headId };
  if (!spec.hidesModels) return { assignment, dialogue: shown, turns: path, isShared };
  return { assignment, dialogue: withoutOrigin(shown), turns: path.map(withoutModel), isShared };
}

/** The end of the path that is judged: one person judges it as it is now, several as it was when it was queued. */
export function judgedHead(item: Pick<ItemRow, "needed" | "headId">, dialogue: Dialogue): string | null {
  return item.needed === 1 ? dialogue.headId : item.headId;
}

/** Without anything that others thought of it, for that would tell a judge what to answer, or that it is gold. */
function unmarked(dialogue: Dialogue): Dialogue {
  return { ...dialogue, verdict: null, endMarkId: null, untrained: [], tags: [], flags: ofWatchdog(dialogue.flags) };
}

/** Without what tells the run or file it comes from, or the models that wrote it. */
function withoutOrigin(dialogue: Dialogue): Dialogue {
  const untold = {
    number: 0,
    statusDetail: null,
    contextTokens: null,
    contextLimit: 0,
    inputTokens: 0,
    outputTokens: 0,
    cost: 0,
  };
  return { ...dialogue, ...untold, origin: { kind: "hidden", name: "hidden while it is judged" } };
}

function withoutModel(turn: Turn): Turn {
  const untold = { modelId: null, reasoning: null, promptTokens: null, completionTokens: null };
  return { ...turn, ...untold, firstTokenMs: null, totalMs: null, finishReason: null };
}

function unjudged(turn: Turn): Turn {
  return { ...turn, flags: ofWatchdog(turn.flags) };
}

function ofWatchdog(flags: TurnFlag[]): TurnFlag[] {
  return flags.filter((flag) => !flag.endsWith("_by_person"));
}
