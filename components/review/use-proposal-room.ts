"use client";

import { type Dispatch, useCallback, useMemo } from "react";
import type { ServedItem } from "@/lib/contract/endpoints/assignments";
import type { DialogueAct } from "@/lib/domain/decision";
import type { LiveDialogue } from "@/lib/domain/live";
import type { ReviewDraft } from "@/lib/domain/review/answer";
import { useRoom } from "../dialogue/use-room";
import { doneToast, errorToast } from "../ui/toasts";
import type { DraftEvent } from "./answer-draft";

/**
 * The room of an item that several people judge. Its text stands still; what a person would change becomes part of
 * their answer and is shown to them in its place.
 */
export function useProposalRoom(served: ServedItem, draft: ReviewDraft, dispatch: Dispatch<DraftEvent>) {
  const live = useMemo(() => withProposals(served, draft), [served, draft]);
  const act = useCallback(
    async (wanted: DialogueAct): Promise<"done" | "failed"> => {
      const event = proposalOf(wanted, served);
      if (!event) {
        errorToast(
          "Several people judge this dialogue, so its text stands still. Edit a turn to propose another text.",
        );
        return "failed";
      }
      dispatch(event);
      if (event.type === "propose_text") doneToast("Kept as your proposal; it goes with your answer");
      return "done";
    },
    [served, dispatch],
  );
  const undoLast = useCallback(async () => {}, []);
  return useRoom(live, { act, undoLast, isPending: false }, { opensAtStart: true, proposes: true });
}

function withProposals({ dialogue, turns }: ServedItem, draft: ReviewDraft): LiveDialogue {
  const { edits = [], endMarkId = null, untrained = [] } = draft;
  const texts = new Map(edits.map(({ turnId, text }) => [turnId, text]));
  const proposed = turns.map((turn) => {
    const text = texts.get(turn.id);
    return text === undefined ? turn : { ...turn, text, origin: "person" as const };
  });
  return { dialogue: { ...dialogue, endMarkId, untrained }, turns: proposed, draft: null };
}

/** The change to the answer that an act amounts to; null for what cannot be proposed. */
function proposalOf(act: DialogueAct, { turns }: ServedItem): DraftEvent | null {
  switch (act.kind) {
    case "edit": {
      const original = turns.find(({ id }) => id === act.turnId)?.text;
      return { type: "propose_text", turnId: act.turnId, text: act.text === original ? null : act.text };
    }
    case "end_here":
      return { type: "end_mark", turnId: act.turnId };
    case "mask":
      return { type: "mask", turnIds: act.turnIds, trained: act.trained };
    default:
      return null;
  }
}
