import { AppError } from "@/lib/base/app-error";
import type { ActOutcome } from "@/lib/contract/endpoints/dialogues";
import { findDialogueIdOfTurn } from "@/lib/data/dialogues";
import type { DialogueAct } from "@/lib/domain/decision";
import type { Viewer } from "@/lib/domain/viewer";
import { actOnDialogue } from "./act-on-dialogue";

/** The same for callers that know only the id of the turn. */
export async function actOnTurn(
  viewer: Viewer,
  { turnId, act, seconds }: { turnId: string; act: DialogueAct; seconds?: number },
): Promise<ActOutcome> {
  const dialogueId = await findDialogueIdOfTurn(turnId);
  if (!dialogueId) throw new AppError("not_found", "There is no such turn. Nothing was changed.");
  return actOnDialogue(viewer, { dialogueId, act, seconds });
}
