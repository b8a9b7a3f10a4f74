"use client";

import { useEffect, useReducer, useRef } from "react";
import { call } from "@/lib/client/call";
import type { Assignment, ReviewDraft } from "@/lib/domain/review/answer";
import { draftReducer } from "./answer-draft";

const saveAfterMs = 900;

/** What was typed in this page, by assignment: newer than anything that was served before it. */
const typed = new Map<string, ReviewDraft>();

/**
 * What a person has typed and chosen about an item. Kept in this browser with every change until the studio has it,
 * which is within a second, so that a reload, a lost lease, an expired session or another computer costs nothing.
 */
export function useAnswerDraft({ id, draft: served }: Assignment, readSeconds: () => number) {
  const [draft, dispatch] = useReducer(draftReducer, null, () => typed.get(id) ?? readDraft(id) ?? served ?? {});
  const seconds = useRef(readSeconds);
  seconds.current = readSeconds;
  const first = useRef(draft);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  // In step with this browser's storage at once, and with the studio soon: also while typing goes on, and after it.
  useEffect(() => {
    if (draft === first.current) return;
    keepDraft(id, draft);
    timer.current ??= setTimeout(() => {
      timer.current = null;
      saveDraft(id, seconds.current());
    }, saveAfterMs);
  }, [draft, id]);

  return [draft, dispatch] as const;
}

/** Brings the newest draft to the studio; what the studio has need not be kept here. */
function saveDraft(assignmentId: string, seconds: number) {
  const draft = typed.get(assignmentId);
  if (!draft) return;
  call("saveDraft", { params: { assignmentId }, body: { draft, seconds } }).then(
    () => typed.get(assignmentId) === draft && removeDraft(assignmentId),
    () => {
      // It is kept here; it goes with the next change, or with the answer.
    },
  );
}

/** Puts a draft in place, before the item is shown again or while it is worked on. */
export function keepDraft(assignmentId: string, draft: ReviewDraft) {
  typed.set(assignmentId, draft);
  try {
    localStorage.setItem(keyOf(assignmentId), JSON.stringify(draft));
  } catch {
    // Private windows and full disks may refuse; the studio gets it within a second.
  }
}

/** Forgets what this browser holds about an item: its answer is on its way. */
export function forgetDraft(assignmentId: string) {
  typed.delete(assignmentId);
  removeDraft(assignmentId);
}

function removeDraft(assignmentId: string) {
  try {
    localStorage.removeItem(keyOf(assignmentId));
  } catch {
    // Where nothing can be kept, nothing need be removed.
  }
}

function keyOf(assignmentId: string): string {
  return `realchat.review.${assignmentId}`;
}

function readDraft(assignmentId: string): ReviewDraft | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(assignmentId)) ?? "null");
  } catch {
    return null;
  }
}
