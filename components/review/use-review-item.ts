"use client";

import { useEffect, useRef, useState } from "react";
import type { Deed, Outgoing } from "@/lib/client/outbox";
import { useActiveSeconds } from "@/lib/client/use-active-clock";
import type { ServedItem } from "@/lib/contract/endpoints/assignments";
import type { Verdict } from "@/lib/domain/dialogue";
import type { Guideline, LabelField } from "@/lib/domain/review/guideline";
import type { QueueSpec } from "@/lib/domain/review/queue";
import type { Room } from "../transcript/use-room";
import { complaintsAbout, completed, type DraftEvent, hasWork, type LabelPlace } from "./answer-draft";
import { forgetDraft, useAnswerDraft } from "./use-answer-draft";
import { useLease } from "./use-lease";

/** Shorter than anybody reads: a key that was meant for the item before decides nothing about this one. */
const unseenMs = 200;

export type ReviewSetting = {
  served: ServedItem;
  guideline: Guideline;
  spec: QueueSpec;
  /** The item is left behind; what was done with it is to be sent. */
  onLeave: (item: ServedItem, sent: Outgoing) => void;
};

/** What the panel asks: nothing, the reasons of a rejection, or why an item with work in it is skipped. */
export type Asking = null | "reasons" | "skip";

/** The draft of an answer and what belongs to it, apart from the transcript. */
export function useItemDraft({ served, spec }: ReviewSetting) {
  const readSeconds = useActiveSeconds(served.assignment.id);
  const seconds = () => served.assignment.seconds + readSeconds();
  const [draft, dispatch] = useAnswerDraft(served.assignment, seconds);
  const lost = useLease(served.assignment, spec.leaseSeconds, seconds);
  return { draft, dispatch, lost, seconds, hasWork: hasWork(draft) };
}

export type ItemDraft = ReturnType<typeof useItemDraft>;
export type ReviewItemState = ReturnType<typeof useReviewItem>;

/** An item before a person: the room, the answer they are making, and the ways to leave it. */
export function useReviewItem(setting: ReviewSetting, room: Room, item: ItemDraft) {
  const { served, guideline, onLeave } = setting;
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
    const whole = { answer: completed(draft, verdict), guidelineVersion: guideline.version };
    leave(answerId, { kind: "answer", body: { answerId, ...whole, headId, seconds: seconds() } });
    forgetDraft(assignment.id);
  }

  function skip(reason = "") {
    const body = { reason, draft: item.hasWork ? draft : null, seconds: seconds() };
    leave(crypto.randomUUID(), { kind: "skip", body });
  }

  function leave(id: string, deed: Deed) {
    const { id: assignmentId, queueId } = assignment;
    onLeave(served, { ...deed, id, assignmentId, queueId, at: Date.now() });
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
    ...{ served, guideline, room, draft, asking, ask, complaints, fields, active, answer },
    dispatch: (event: DraftEvent) => {
      complain({});
      dispatch(event);
    },
    lost: item.lost,
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
    skip,
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
