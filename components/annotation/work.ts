import type { EntryKind, OutboxEntry } from "@/lib/client/browser-outbox";
import type { Claimed } from "@/lib/client/work-session";

/** Work that is handed out item by item: a review, or the comparisons of an evaluation. All that differs stands here. */
export type Work<Item, Reason> = {
  /** The queue or the evaluation. */
  id: string;
  /** The person's assignment or ballot. */
  idOf: (item: Item) => string;
  /** When it goes to somebody else (ISO); null where it is theirs without end. */
  leaseOf: (item: Item) => string | null;
  claim: (holding: string[], includeSkipped: boolean) => Promise<Claimed<Item, Reason>>;
  renew: (id: string) => Promise<unknown>;
  /** An item as it stands. */
  read: (id: string) => Promise<Item>;
  /** An item that was done or skipped, before the person again; what the studio knows of it is its draft. */
  reopen: (id: string, done: EntryKind | undefined) => Promise<Item>;
  /** What was done, for the toast that offers to undo it; null where that is not offered. */
  wordsFor: (entry: OutboxEntry) => string | null;
  /** Puts what was sent or waits, and comes back, in place as the draft of its item. */
  keepDraft: (entry: OutboxEntry) => void;
  /** What undoes an entry of which nobody knows whether it arrived; null where nothing need be undone. */
  undoing: (entry: OutboxEntry) => OutboxEntry | null;
};
