"use client";

import { TriangleAlert } from "lucide-react";
import { type EntryKind, type OutboxEntry, outboxOf, subjectOf, workOf } from "@/lib/client/browser-outbox";
import { messageOf } from "@/lib/client/client-error";
import { useViewer } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { errorToast, undoToast } from "../ui/toasts";
import { useOutbox } from "./use-outbox";
import type { Work } from "./work";

type RefusedEntriesProps<Item, Reason> = {
  work: Work<Item, Reason>;
  /** Puts an item before the person again. */
  onOpen: (item: Item) => void;
};

const refusedWords: Record<EntryKind, string> = {
  answer: "An answer was not taken and is kept here",
  vote: "A vote was not taken and is kept here",
  skip: "A skip was not noted",
  skip_ballot: "A skip was not noted",
  take_back: "An answer could not be undone",
  take_back_vote: "A vote could not be undone",
};

/** What the studio did not take: each with why, and back to its item. Nothing of it is lost. */
export function RefusedEntries<Item, Reason>({ work, onOpen }: RefusedEntriesProps<Item, Reason>) {
  const { id: viewerId } = useViewer();
  const refused = useOutbox().waiting.filter((one) => one.problem !== undefined && workOf(one) === work.id);

  /** Back to its item as it is now, with what was said as the draft. */
  async function look(one: OutboxEntry) {
    try {
      const item = await work.read(subjectOf(one));
      work.keepDraft(one);
      await outboxOf(viewerId).takeOut(subjectOf(one));
      onOpen(item);
    } catch (error) {
      errorToast(messageOf(error));
    }
  }

  /** It is given up; its draft stays. */
  async function letGo(one: OutboxEntry) {
    await outboxOf(viewerId).takeOut(subjectOf(one));
    undoToast("Let go", () => outboxOf(viewerId).put(one));
  }

  if (refused.length === 0) return null;
  return (
    <ul aria-label="Not taken" className="divide-y divide-warn/20 bg-warn-soft px-4 text-sm text-warn sm:px-6">
      {refused.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center gap-3 py-2">
          <TriangleAlert aria-hidden className="size-4 shrink-0" />
          <p className="min-w-0 flex-1">
            {refusedWords[one.kind]}: {one.problem}
          </p>
          {(one.kind === "answer" || one.kind === "vote") && (
            <Button size="sm" onClick={() => look(one)}>
              Look at it
            </Button>
          )}
          <Button size="sm" variant="quiet" onClick={() => letGo(one)}>
            Let it go
          </Button>
        </li>
      ))}
    </ul>
  );
}
