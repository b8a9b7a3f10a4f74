"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { outboxOf } from "@/lib/client/browser-outbox";
import { call } from "@/lib/client/call";
import { ClientError, messageOf } from "@/lib/client/client-error";
import type { Outgoing, OutgoingAnswer } from "@/lib/client/outbox";
import { queryKeys } from "@/lib/client/query-keys";
import type { ServedItem } from "@/lib/contract/endpoints/assignments";
import { useViewer } from "../layout/viewer-context";
import { verdictWords } from "../transcript/dialogue-words";
import { errorToast, undoToast } from "../ui/toasts";
import { keepDraft } from "./use-answer-draft";
import type { ReviewSession } from "./use-review-session";

/** Leaving items, and coming back to them: undo of an answer or a skip, now or later, sent already or not. */
export function useWayBack(session: ReviewSession) {
  const { id: viewerId } = useViewer();
  const outbox = () => outboxOf(viewerId);
  const queries = useQueryClient();
  const left = useRef<{ item: ServedItem; kind: Outgoing["kind"] }[]>([]);
  const isBusy = useRef(false);
  /** Grows with each return, so that an item that comes back is drawn from its draft anew. */
  const [visit, setVisit] = useState(0);

  function open(item: ServedItem) {
    void queries.invalidateQueries({ queryKey: queryKeys.review.queue(item.assignment.queueId) });
    left.current = left.current.filter((other) => other.item.assignment.id !== item.assignment.id);
    setVisit((before) => before + 1);
    session.goTo(item);
  }

  /** What has not been sent is taken out of the outbox; what has, is taken back by the studio. Either comes as a draft. */
  async function takeBack(assignmentId: string) {
    if (isBusy.current) return;
    isBusy.current = true;
    const unsent = await outbox().takeOut(assignmentId);
    const held = left.current.find(({ item }) => item.assignment.id === assignmentId);
    const draft = draftIn(unsent);
    const openHeld = (item: ServedItem) => {
      if (draft) keepDraft(assignmentId, draft);
      open(item);
    };
    try {
      if (unsent && held && !unsent.unsure) openHeld(held.item);
      else open(await takeBackFromStudio(assignmentId, unsent?.kind ?? held?.kind ?? "answer"));
    } catch (error) {
      // The studio never got it, or cannot be asked: what is here is enough to go on with.
      if (unsent && held && error instanceof ClientError) {
        if (error.code === "offline" && unsent.kind === "answer") outbox().put(takingBack(unsent));
        openHeld(held.item);
      } else {
        if (unsent) outbox().put(unsent);
        errorToast(messageOf(error));
      }
    } finally {
      isBusy.current = false;
    }
  }

  function leave(item: ServedItem, sent: Outgoing) {
    left.current = [...left.current, { item, kind: sent.kind }].slice(-50);
    outbox().put(sent);
    session.advance();
    undoToast(sent.kind === "answer" ? verdictWords[sent.body.answer.verdict] : "Skipped", () =>
      takeBack(item.assignment.id),
    );
  }

  return {
    ...{ visit, takeBack, leave },
    /** False when nothing was left behind on this page. */
    undoLast(): boolean {
      const last = left.current.at(-1)?.item.assignment.id;
      if (last) void takeBack(last);
      return last !== undefined;
    },
    /** What was refused: back to its item as it is now, with the answer as the draft. */
    async lookAgain({ assignmentId, body }: OutgoingAnswer) {
      try {
        const item = await call("getAssignment", { params: { assignmentId } });
        keepDraft(assignmentId, body.answer);
        await outbox().takeOut(assignmentId);
        open(item);
      } catch (error) {
        errorToast(messageOf(error));
      }
    },
    /** What was refused and is given up. Its draft stays in the studio. */
    async letGo(sent: Outgoing) {
      await outbox().takeOut(sent.assignmentId);
      undoToast("Let go", () => outbox().put(sent));
    },
  };
}

/** What was typed, of something that was not sent. */
function draftIn(unsent: Outgoing | undefined) {
  if (unsent?.kind === "answer") return unsent.body.answer;
  return unsent?.kind === "skip" ? unsent.body.draft : null;
}

/** Undoes, once there is a network, an answer that was sent and got no reply. A new answer takes its place. */
function takingBack({ id, assignmentId, queueId, at }: OutgoingAnswer): Outgoing {
  return { kind: "take_back", id: `${id}.back`, assignmentId, queueId, at };
}

/** A skipped place is taken again if it is still free. */
async function takeBackFromStudio(assignmentId: string, kind: Outgoing["kind"]): Promise<ServedItem> {
  const params = { assignmentId };
  const item =
    kind === "skip"
      ? await call("renewAssignment", { params }).then(() => call("getAssignment", { params }))
      : await call("takeBackAnswer", { params });
  if (item.assignment.draft) keepDraft(assignmentId, item.assignment.draft);
  return item;
}
