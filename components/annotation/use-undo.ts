"use client";

import { useRef, useState } from "react";
import { type EntryKind, type OutboxEntry, outboxOf } from "@/lib/client/browser-outbox";
import { ClientError, messageOf } from "@/lib/client/client-error";
import type { WorkSession } from "@/lib/client/work-session";
import { useViewer } from "../layout/viewer-context";
import { errorToast, undoToast } from "../ui/toasts";
import type { Work } from "./work";

const mostLeft = 50;

/**
 * Leaves items and comes back to them: undoes what was decided or skipped, whether it was sent already or not.
 * `onReturn` is told when an item is before the person again.
 */
export function useUndo<Item, Reason>(
  work: Work<Item, Reason>,
  session: WorkSession<Item, Reason>,
  onReturn: () => void,
) {
  const { id: viewerId } = useViewer();
  const outbox = () => outboxOf(viewerId);
  const left = useRef<{ item: Item; kind: EntryKind }[]>([]);
  const isBusy = useRef(false);
  /** Grows with each return, so that an item that comes back is drawn from its draft anew. */
  const [visit, setVisit] = useState(0);

  /** Puts an item before the person again. */
  function open(item: Item) {
    left.current = left.current.filter((other) => work.idOf(other.item) !== work.idOf(item));
    setVisit((before) => before + 1);
    session.goTo(item);
    onReturn();
  }

  /** The item before the person: where something is told after it was judged, it stays until they go on. */
  function before(id: string): { item: Item; kind?: EntryKind } | undefined {
    const { current } = session.view();
    return current !== null && work.idOf(current) === id ? { item: current } : undefined;
  }

  /** What has not been sent is taken out of the outbox; what has, is undone by the studio. Either comes as a draft. */
  async function takeBack(id: string) {
    if (isBusy.current) return;
    isBusy.current = true;
    const unsent = await outbox().takeOut(id);
    const held = left.current.find(({ item }) => work.idOf(item) === id) ?? before(id);
    const openWith = (item: Item) => {
      if (unsent) work.keepDraft(unsent);
      open(item);
    };
    try {
      if (unsent && held && !unsent.unsure) openWith(held.item);
      else openWith(await work.reopen(id, unsent?.kind ?? held?.kind));
    } catch (error) {
      // The studio never got it, or cannot be asked: what is here is enough to go on with.
      if (unsent && held && error instanceof ClientError) {
        const undoing = error.code === "offline" ? work.undoing(unsent) : null;
        if (undoing) outbox().put(undoing);
        openWith(held.item);
      } else {
        if (unsent) outbox().put(unsent);
        errorToast(messageOf(error));
      }
    } finally {
      isBusy.current = false;
    }
  }

  /** What was done is on its way: on to the next item. */
  function leave(item: Item, kind: EntryKind, words: string | null) {
    left.current = [...left.current, { item, kind }].slice(-mostLeft);
    session.advance();
    if (words !== null) undoToast(words, () => takeBack(work.idOf(item)));
  }

  return {
    visit,
    open,
    takeBack,
    leave,
    /** Sends what was done with an item, and leaves it. */
    send(item: Item, entry: OutboxEntry) {
      outbox().put(entry);
      leave(item, entry.kind, work.wordsFor(entry));
    },
    /** False when nothing was left behind on this page. */
    undoLast(): boolean {
      const last = left.current.at(-1);
      if (last) void takeBack(work.idOf(last.item));
      return last !== undefined;
    },
  };
}
