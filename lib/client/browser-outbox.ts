import { createOutbox, type Outbox, type OutboxPorts } from "./outbox";
import {
  adoptWaitingVotes,
  type EntryOutcome,
  type OutboxEntry,
  readEntry,
  sendEntry,
  subjectOf,
} from "./outbox-entry";
import { readStored, removeStored, storedKeys } from "./stored";

/** An outbox in this browser's storage: what somebody else left here waits until they are back. */
function portsOf(prefix: string): OutboxPorts<OutboxEntry, EntryOutcome> {
  return {
    // What cannot be read stays where it is, and nothing of it is sent.
    load: () =>
      storedKeys(prefix)
        .map((key) => readEntry(readStored(key)))
        .filter((entry) => entry !== null)
        .toSorted((a, b) => a.at - b.at),
    keep: (one) => localStorage.setItem(prefix + one.id, JSON.stringify(one)),
    forget: (id) => removeStored(prefix + id),
    placeOf: subjectOf,
    send: sendEntry,
    later: (work, ms) => setTimeout(work, ms),
    alone: async (work) => {
      await whilePainting();
      await (navigator.locks ? navigator.locks.request(prefix, work) : work());
    },
  };
}

/** What follows a key waits for the picture that the key asked for: the next item. */
export function whilePainting(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 60));
}

const made = new Map<string, Outbox<OutboxEntry, EntryOutcome>>();

/**
 * What a person did in reviews and comparisons and the studio has not taken yet: one outbox per person in this page.
 * It goes on by itself when the network or the person comes back.
 */
export function outboxOf(personId: string): Outbox<OutboxEntry, EntryOutcome> {
  const known = made.get(personId);
  if (known) return known;
  const prefix = `realchat.outbox.${personId}.`;
  adoptWaitingVotes(`realchat.votes.${personId}.`, prefix);
  const outbox = createOutbox(portsOf(prefix));
  made.set(personId, outbox);
  window.addEventListener("online", () => void outbox.flush());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void outbox.flush());
  void outbox.flush();
  return outbox;
}
