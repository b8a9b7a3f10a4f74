"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { call } from "@/lib/client/call";
import { messageOf } from "@/lib/client/client-error";
import { type OutgoingAnswer, outbox } from "@/lib/client/outbox";
import { queryKeys } from "@/lib/client/query-keys";
import type { ServedItem } from "@/lib/contract/endpoints/assignments";
import { verdictWords } from "../dialogue/dialogue-words";
import { doneToast, errorToast, undoToast } from "../ui/toasts";
import type { ReviewSession } from "./review-session";
import { keepDraft } from "./use-answer-draft";

/** Leaving items, and coming back to them: undo of an answer, now or later, sent already or not. */
export function useWayBack(session: ReviewSession) {
  const queries = useQueryClient();
  const leftItems = useRef(new Map<string, ServedItem>());
  const answered = useRef<string[]>([]);
  /** Grows with each return, so that an item that comes back is drawn from its draft anew. */
  const [visit, setVisit] = useState(0);

  function open(item: ServedItem) {
    void queries.invalidateQueries({ queryKey: queryKeys.review.queue(item.assignment.queueId) });
    answered.current = answered.current.filter((id) => id !== item.assignment.id);
    setVisit((before) => before + 1);
    session.goTo(item);
  }

  /** What has not been sent is taken out of the outbox; what has, is taken back by the studio. Either comes as a draft. */
  async function takeBack(assignmentId: string) {
    const unsent = outbox().takeOut(assignmentId);
    const held = leftItems.current.get(assignmentId);
    if (unsent && held) {
      keepDraft(assignmentId, unsent.body.answer);
      return open(held);
    }
    try {
      const item = await call("takeBackAnswer", { params: { assignmentId } });
      if (item.assignment.draft) keepDraft(assignmentId, item.assignment.draft);
      open(item);
    } catch (error) {
      errorToast(messageOf(error));
    }
  }

  return {
    visit,
    takeBack,
    leave(item: ServedItem | null, { assignmentId, body }: OutgoingAnswer) {
      if (item) leftItems.current.set(assignmentId, item);
      answered.current.push(assignmentId);
      session.advance();
      undoToast(verdictWords[body.answer.verdict], () => void takeBack(assignmentId));
    },
    async undoLast() {
      const last = answered.current.at(-1);
      if (last) await takeBack(last);
      else doneToast("Nothing was answered on this page yet. Your earlier answers: press Y");
    },
    async skip(item: ServedItem | null, reason: string, seconds: number) {
      if (!item) return;
      session.advance();
      try {
        await call("skipItem", {
          params: { assignmentId: item.assignment.id },
          body: { reason, draft: null, seconds },
        });
      } catch (error) {
        errorToast(`The skip was not noted: ${messageOf(error)} The item comes back when its lease runs out.`);
      }
    },
    /** An answer that was refused: back to its item as it is now, with the answer as the draft. */
    async lookAgain({ assignmentId, body }: OutgoingAnswer) {
      try {
        const item = await call("getAssignment", { params: { assignmentId } });
        keepDraft(assignmentId, body.answer);
        outbox().takeOut(assignmentId);
        open(item);
      } catch (error) {
        errorToast(messageOf(error));
      }
    },
  };
}
