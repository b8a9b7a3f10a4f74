import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { applyLiveFrame } from "@/lib/domain/apply-live-frame";
import type { Dialogue, Turn } from "@/lib/domain/dialogue";
import type { LiveFrame } from "@/lib/domain/live";
import { call } from "../call";
import { ClientError } from "../client-error";
import { dialogueQueries } from "../queries/dialogue-queries";
import { queryKeys } from "../query-keys";

/** What the act was about to change, as it stands now: comes with an outcome and with a conflict. */
export type Moved = { dialogue: Dialogue; turns: Turn[] };
export type DialogueActBody = InputOf<"actOnDialogue">["body"];

/**
 * Does something to a dialogue. The outcome, or after a conflict what others did meanwhile, is folded into the cache
 * and handed to `apply` (the page's live stream), which merge by version, so neither can go backwards.
 */
export function useActOnDialogue(dialogueId: string, apply?: (frame: LiveFrame) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: DialogueActBody) => call("actOnDialogue", { params: { dialogueId }, body }),
    onSuccess: (outcome) => move(queries, outcome, apply),
    onError: (error) => {
      const moved = movedMeanwhile(error);
      if (moved) return move(queries, moved, apply);
    },
  });
}

/** Takes a decision back by its id; what an Undo toast calls. */
export function useUndoDecision(apply?: (frame: LiveFrame) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (decisionId: string) => call("undoDecision", { params: { decisionId } }),
    onSuccess: (outcome) => move(queries, outcome, apply),
  });
}

/** The newer state that a conflict carries; null for any other error. */
export function movedMeanwhile(error: unknown): Moved | null {
  if (!(error instanceof ClientError) || error.code !== "conflict") return null;
  const details = error.details as Partial<Moved> | undefined;
  return details?.dialogue && details.turns ? { dialogue: details.dialogue, turns: details.turns } : null;
}

function move(queries: QueryClient, { dialogue, turns }: Moved, apply?: (frame: LiveFrame) => void) {
  const frame: LiveFrame = { type: "change", id: dialogue.id, dialogue, turns };
  apply?.(frame);
  queries.setQueryData(dialogueQueries.one(dialogue.id).queryKey, (held) => applyLiveFrame(held, frame));
  void queries.invalidateQueries({ queryKey: queryKeys.dialogues.decisions(dialogue.id) });
  void queries.invalidateQueries({ queryKey: queryKeys.dialogues.lists });
}
