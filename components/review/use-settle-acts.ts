"use client";

import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import type { Command } from "@/lib/client/commands";
import { useSettling } from "@/lib/client/mutations/review-mutations";
import type { QueueItem } from "@/lib/contract/endpoints/review-items";
import type { Assignment, ReviewAnswer } from "@/lib/domain/review/answer";
import type { Guideline } from "@/lib/domain/review/guideline";
import { ownDecision } from "@/lib/domain/review/settle";
import { verdictWords } from "../transcript/dialogue-words";
import { doneToast, errorToast, undoToast } from "../ui/toasts";

const group = "Settle";

/** Settled in this window and not reopened, oldest first; it outlives the item, which gives way to the next. */
const past: string[] = [];

export type SettlingWay = {
  /** The item is settled, or left for later: the next one, please. */
  onNext: (itemId: string) => void;
  /** This one is to be settled again. */
  onBack: (itemId: string) => void;
};

export const answeredOf = ({ assignments }: QueueItem) => assignments.filter(({ answer }) => answer !== null);

/** What a reviewer can do about an item: take an answer, decide otherwise, send one back, leave it, reopen. */
export function useSettleActs(read: QueueItem, guideline: Guideline, { onNext, onBack }: SettlingWay) {
  const { item, dialogue, assignments } = read;
  const { settle, reopen, sendBack } = useSettling(item.id);
  const [askedBack, askBack] = useState<string | null>(null);
  const isSettled = item.resolution?.by === "reviewer";
  const pending = settle.isPending || reopen.isPending;
  const isFree = () => !pending && !isSettled && !item.isGold;
  const maySendBack = item.resolution?.by !== "reviewer" && !item.isGold;
  const answered = answeredOf(read);
  const toAsk = maySendBack ? answered.filter(({ status }) => status === "answered") : [];

  async function decide(answer: ReviewAnswer, chosenId: string | null) {
    try {
      const seenIds = assignments.map(({ id }) => id);
      await settle.mutateAsync({ answer, chosenId, headId: dialogue.headId, seenIds });
      past.push(item.id);
      undoToast(`Settled: ${verdictWords[answer.verdict].toLowerCase()}`, () => void takeBack(item.id));
      onNext(item.id);
    } catch (error) {
      errorToast(messageOf(error));
    }
  }
  async function takeBack(itemId: string) {
    try {
      await reopen.mutateAsync(itemId);
      if (past.includes(itemId)) past.splice(past.indexOf(itemId), 1);
      doneToast("Open again");
      onBack(itemId);
    } catch (error) {
      errorToast(messageOf(error));
    }
  }
  /** Resolves to whether it is with them; what was typed stays at hand until then. */
  async function askAgain({ id, personName }: Assignment, note: string): Promise<boolean> {
    try {
      await sendBack.mutateAsync({ assignmentId: id, note });
      askBack(null);
      doneToast(`${personName} has it back`);
      onNext(item.id);
      return true;
    } catch (error) {
      errorToast(messageOf(error));
      return false;
    }
  }
  const state = { read, guideline, answered, toAsk, askedBack, isFree, pending, isSettled, decide, askBack, takeBack };
  return { decide, askAgain, isFree, maySendBack, askedBack, askBack, ...settleCommands(state, onNext) };
}

type Settling = {
  read: QueueItem;
  guideline: Guideline;
  answered: Assignment[];
  /** Whose answers can be sent back, and whose is about to be. */
  toAsk: Assignment[];
  askedBack: string | null;
  isFree: () => boolean;
  pending: boolean;
  isSettled: boolean;
  decide: (answer: ReviewAnswer, chosenId: string | null) => Promise<void>;
  askBack: (assignmentId: string) => void;
  takeBack: (itemId: string) => Promise<void>;
};

/** A key for every choice. */
function settleCommands(settling: Settling, onNext: SettlingWay["onNext"]) {
  const { read, guideline, answered, toAsk, askedBack, isFree, pending, isSettled, decide, askBack, takeBack } =
    settling;
  const { item } = read;
  const given = answered.flatMap(({ answer }) => answer ?? []);
  function command(id: string, label: string, key: string, run: () => void, when: () => boolean): Command {
    return { id: `settle-${id}`, label, keys: [key], group, run, when };
  }

  const take = answered
    .slice(0, 9)
    .map(({ id, personName, answer }, i) =>
      command(
        String(i + 1),
        `Take the answer of ${personName}`,
        String(i + 1),
        () => answer && void decide(answer, id),
        isFree,
      ),
    );
  const own = (["accepted", "rejected"] as const).map((verdict) =>
    command(
      verdict,
      verdict === "accepted" ? "Accept" : "Reject",
      verdict === "accepted" ? "a" : "x",
      () => void decide(ownDecision(verdict, given, guideline), null),
      isFree,
    ),
  );
  // The first time the first answer, then the next one.
  const nextToAsk = toAsk[toAsk.findIndex(({ id }) => id === askedBack) + 1] ?? toAsk[0];
  const back = command(
    "back",
    "Send an answer back",
    "b",
    () => nextToAsk && askBack(nextToAsk.id),
    () => toAsk.length > 0,
  );
  const later = command(
    "later",
    "Later",
    "s",
    () => onNext(item.id),
    () => !pending,
  );
  const last = isSettled ? item.id : past.at(-1);
  const undo = command(
    "reopen",
    isSettled ? "Reopen" : "Undo",
    "z",
    () => last !== undefined && void takeBack(last),
    () => !pending && last !== undefined,
  );
  return { take, own, back, later, undo };
}
