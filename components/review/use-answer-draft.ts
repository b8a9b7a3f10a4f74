"use client";

import { useEffect, useReducer, useRef } from "react";
import { call } from "@/lib/client/call";
import type { Assignment, ReviewDraft } from "@/lib/domain/review/answer";
import { draftReducer, hasWork } from "./answer-draft";

const saveAfterMs = 1_000;

/**
 * What a person has typed and chosen about an item. Kept in this browser with every change and brought to the studio
 * within a second, so that a reload, a lost lease, an expired session or another computer costs nothing. Where the
 * browser holds one it is the newer.
 */
export function useAnswerDraft(assignment: Assignment, readSeconds: () => number) {
  const key = draftKey(assignment.id);
  const [draft, dispatch] = useReducer(draftReducer, null, () => readDraft(key) ?? assignment.draft ?? {});
  const first = useRef(draft);
  const seconds = useRef(readSeconds);
  seconds.current = readSeconds;

  // In step with this browser's storage at once, and with the studio soon.
  useEffect(() => {
    if (draft === first.current) return;
    writeDraft(key, draft);
    const timer = setTimeout(() => {
      const body = { draft, seconds: seconds.current() };
      call("saveDraft", { params: { assignmentId: assignment.id }, body }).catch(() => {
        // It is kept here; it goes with the next change, or with the answer.
      });
    }, saveAfterMs);
    return () => clearTimeout(timer);
  }, [draft, key, assignment.id]);

  return [draft, dispatch] as const;
}

/** Forgets what this browser holds about an item: its answer is on its way. */
export function forgetDraft(assignmentId: string) {
  writeDraft(draftKey(assignmentId), {});
}

/** Puts a draft in place before the item is shown again. */
export function keepDraft(assignmentId: string, draft: ReviewDraft) {
  writeDraft(draftKey(assignmentId), draft);
}

function draftKey(assignmentId: string): string {
  return `realchat.review.${assignmentId}`;
}

function readDraft(key: string): ReviewDraft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

function writeDraft(key: string, draft: ReviewDraft) {
  try {
    if (hasWork(draft)) localStorage.setItem(key, JSON.stringify(draft));
    else localStorage.removeItem(key);
  } catch {
    // Private windows and full disks may refuse; the studio gets it within a second.
  }
}
