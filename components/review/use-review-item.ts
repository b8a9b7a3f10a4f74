"use client";

import { useEffect, useRef, useState } from "react";
import type { OutboxEntry } from "@/lib/client/browser-outbox";
import { call } from "@/lib/client/call";
import { projectHere } from "@/lib/client/project-here";
import { useActiveSeconds } from "@/lib/client/use-active-clock";
import type { ServedItem } from "@/lib/contract/endpoints/assignments";
import type { Verdict } from "@/lib/domain/dialogue";
import type { Guideline, LabelField } from "@/lib/domain/review/guideline";
import { useKeptDraft } from "../annotation/use-kept-draft";
import type { Room } from "../transcript/use-room";
import {
  complaintsAbout,
  completed,
  type DraftEvent,
  draftReducer,
  hasWork,
  type LabelPlace,
  reviewDrafts,
} from "./answer-draft";

/** Shorter than anybody reads: a key that was meant for the item before decides nothing about this one. */
const unseenMs = 200;

export type ReviewSetting = {
  served: ServedItem;
  guideline: Guideline;
  /** Why it is theirs no longer; null while it is. */
  lost: string | null;
  /** The item is left behind; what was done with it is to be sent. */
  onSend: (item: ServedItem, entry: OutboxEntry) => void;
};

/** What the panel asks: nothing, the reasons of a rejection, or why an item with work in it is skipped. */
export type Asking = null | "reasons" | "skip";

const saveAfterMs = 900;

/** The draft of an answer and what belongs to it, apart from the transcript. The studio has it within a second. */
export function useItemDraft({ served }: ReviewSetting) {
  const { id, draft: known } = served.assignment;
  const readSeconds = useActiveSeconds(id);
  const seconds = () => served.assignment.seconds + readSeconds();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  // Also while typing goes on, and after the item was left.
  const saveSoon = () => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      saveDraft(id, seconds());
    }, saveAfterMs);
  };
  const place = { drafts: reviewDrafts, id, served: known ?? {} };
  const [draft, dispatch] = useKeptDraft(draftReducer, place, saveSoon);
  return { draft, dispatch, seconds, hasWork: hasWork(draft) };
}

/** Brings the newest draft to the studio, so that it is there at another computer, too. */
function saveDraft(assignmentId: string, seconds: number) {
  const draft = reviewDrafts.typed(assignmentId);
  if (!draft) return;
  call("saveDraft", { params: { assignmentId }, body: { draft, seconds } }).then(
    () => reviewDrafts.settle(assignmentId, draft),
    () => {
      // It is kept here; it goes with the next change, or with the answer.
    },
  );
}

export type ItemDraft = ReturnType<typeof useItemDraft>;
export type ReviewItemState = Omit<ReturnType<typeof useReviewItem>, "panelRef">;

/** An item before a person: the room, the answer they are making, and the ways to leave it. */
export function useReviewItem(setting: ReviewSetting, room: Room, item: ItemDraft) {
  const { served, guideline, lost, onSend } = setting;
  const { draft, dispatch, seconds } = item;
  const { assignment } = served;
  const [asking, ask] = useState<Asking>(null);
  const [complaints, complain] = useState<Record<string, string>>({});
  const [fieldAt, setFieldAt] = useState(0);
  const { panelRef, isSeen } = useSeen();
  const fields = fieldsAt(guideline.fields, room.selected?.turn.id ?? null);
  const active = fields[Math.min(fieldAt, fields.length - 1)];
  const { headId } = room.dialogue;

  /** Sends the answer when it is whole; else says what is missing and goes there. */
  function answer(verdict: Verdict) {
    const wrong = complaintsAbout(draft, verdict, guideline, room.path);
    complain(wrong);
    dispatch({ type: "verdict", verdict });
    const [first] = Object.keys(wrong);
    if (first !== undefined) return showComplaint(first);
    const answerId = crypto.randomUUID();
    const body = { answerId, answer: completed(draft, verdict), guidelineVersion: guideline.version };
    onSend(served, { ...about(answerId), kind: "answer", body: { ...body, headId, seconds: seconds() } });
    reviewDrafts.forget(assignment.id);
  }

  function skip(reason = "") {
    const body = { reason, draft: item.hasWork ? draft : null, seconds: seconds() };
    onSend(served, { ...about(crypto.randomUUID()), kind: "skip", body });
  }

  function about(id: string) {
    return { id, assignmentId: assignment.id, queueId: assignment.queueId, at: Date.now(), project: projectHere() };
  }

  /** Goes to the field that something is wrong with; to its turn first, where it is about another one. */
  function showComplaint(path: string) {
    const turnId = /^turnLabels\.([^.]+)/.exec(path)?.[1];
    const isHere = turnId === undefined || turnId === room.selected?.turn.id;
    if (!isHere) room.select(turnId);
    const all = isHere ? fields : fieldsAt(guideline.fields, turnId);
    const at = all.findIndex(({ place, field }) => pathOf(place, field.key) === path);
    if (at >= 0) setFieldAt(at);
  }

  return {
    served,
    guideline,
    lost,
    room,
    draft,
    asking,
    ask,
    complaints,
    fields,
    active,
    answer,
    skip,
    dispatch: (event: DraftEvent) => {
      complain({});
      dispatch(event);
    },
    moveField: (by: 1 | -1) =>
      fields.length > 0 && setFieldAt((at) => (Math.min(at, fields.length - 1) + by + fields.length) % fields.length),
    chooseField: (place: LabelPlace) =>
      setFieldAt(
        fields.findIndex((other) => other.place.fieldKey === place.fieldKey && other.place.turnId === place.turnId),
      ),
    /** True once the person can have seen what a key would decide about. */
    isSeen,
    panelRef,
    hasWork: item.hasWork,
  };
}

export type FieldAt = { field: LabelField; place: LabelPlace };

/** The fields to fill in now: of the dialogue, and of the chosen turn. */
function fieldsAt(fields: LabelField[], turnId: string | null): FieldAt[] {
  const ofDialogue = fields.filter(({ target }) => target === "dialogue");
  const ofTurn = turnId === null ? [] : fields.filter(({ target }) => target === "turn");
  return [
    ...ofDialogue.map((field) => ({ field, place: { fieldKey: field.key, turnId: null } })),
    ...ofTurn.map((field) => ({ field, place: { fieldKey: field.key, turnId } })),
  ];
}

/** Where complaints name a field. */
export function pathOf({ turnId }: LabelPlace, key: string): string {
  return turnId === null ? `labels.${key}` : `turnLabels.${turnId}.${key}`;
}

/** Whether the item has been before the person for a moment; its panel is busy until then. */
function useSeen() {
  const panelRef = useRef<HTMLElement>(null);
  const seen = useRef(false);
  // In step with what the browser has painted.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => {
        seen.current = true;
        panelRef.current?.setAttribute("aria-busy", "false");
      }, unseenMs);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return { panelRef, isSeen: () => seen.current };
}
