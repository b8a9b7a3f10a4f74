"use client";

import { useRef, useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useBulkAct } from "@/lib/client/mutations/bulk-mutations";
import type { DuplicateMember } from "@/lib/contract/endpoints/duplicates";
import type { BulkAct, BulkChange } from "@/lib/domain/bulk-act";
import { doneToast, errorToast, undoToast } from "../ui/toasts";

const changes = {
  reject: { change: { kind: "reject", reasons: ["Near-duplicate"] }, done: "rejected" },
  delete: { change: { kind: "delete" }, done: "deleted" },
} as const satisfies Record<string, { change: BulkChange; done: string }>;

/** Bulk acts that a key can take back, the last first; it outlives the group, which leaves the page when settled. */
const past: string[] = [];

/** Rejects or deletes the rest of a group in one bulk act, and takes that back as a whole. */
export function useKeepOne() {
  const { begin, undo: takeBack } = useBulkAct();
  const busy = useRef(false);
  const [isPending, setPending] = useState(false);

  /** Says what went wrong; what was begun stands on the list of dialogues, to be continued or undone. */
  async function alone(work: () => Promise<BulkAct>, tell: (outcome: BulkAct) => void): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    setPending(true);
    try {
      const outcome = await work();
      tell(outcome);
      const { refused, refusals } = outcome;
      if (refused > 0) errorToast(`${count(refused)} left as they were. ${refusals[0]?.message ?? ""}`);
    } catch (error) {
      errorToast(`${messageOf(error)} What was begun goes on; it stands under Jobs.`);
    } finally {
      busy.current = false;
      setPending(false);
    }
  }

  function keep(verb: keyof typeof changes, rest: DuplicateMember[]): Promise<void> {
    const { change, done } = changes[verb];
    const seen = rest.map(({ id, headId }) => ({ dialogueId: id, headId }));
    return alone(
      () => begin({ which: { seen }, change }),
      (outcome) => {
        if (outcome.done === 0) return;
        past.push(outcome.id);
        undoToast(`${count(outcome.done)} ${done}, one kept`, () => void undo(outcome.id));
      },
    );
  }

  async function undo(wanted = past.at(-1)): Promise<void> {
    if (!wanted) return doneToast("There is nothing to take back here");
    await alone(
      () => takeBack(wanted),
      (outcome) => {
        if (past.includes(wanted)) past.splice(past.indexOf(wanted), 1);
        if (outcome.done > 0) doneToast(`${count(outcome.done)} taken back`);
      },
    );
  }

  return { keep, undo: () => undo(), isPending };
}

function count(dialogues: number): string {
  return `${dialogues} ${dialogues === 1 ? "dialogue" : "dialogues"}`;
}
