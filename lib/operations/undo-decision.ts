import { AppError } from "@/lib/base/app-error";
import type { ActOutcome } from "@/lib/contract/endpoints/dialogues";
import { findDecision } from "@/lib/data/decisions";
import type { Viewer } from "@/lib/domain/viewer";
import { actOnDialogue } from "./act-on-dialogue";

/** Undo for callers that know only the id of the decision. */
export async function undoDecision(viewer: Viewer, decisionId: string): Promise<ActOutcome> {
  const decision = await findDecision(decisionId);
  if (!decision) throw new AppError("not_found", "There is no such decision. Nothing was changed.");
  return actOnDialogue(viewer, { dialogueId: decision.dialogueId, act: { kind: "undo", decisionId } });
}
