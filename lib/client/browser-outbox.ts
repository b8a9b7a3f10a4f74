import { call } from "./call";
import { createOutbox, type Outbox, type OutboxPorts, type Outgoing } from "./outbox";

/** The outbox of one person in this browser: what somebody else left here waits until they are back. */
function portsOf(personId: string): OutboxPorts {
  const prefix = `realchat.outbox.${personId}.`;
  return {
    load: () => {
      try {
        const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
        return keys.flatMap((key) => read(key) ?? []).toSorted((a, b) => a.at - b.at);
      } catch {
        return [];
      }
    },
    keep: (one) => localStorage.setItem(prefix + one.id, JSON.stringify(one)),
    forget: (id) => {
      try {
        localStorage.removeItem(prefix + id);
      } catch {
        // What cannot be kept need not be forgotten.
      }
    },
    async send({ kind, assignmentId, body }) {
      if (kind === "answer") return call("answerItem", { params: { assignmentId }, body });
      await call("skipItem", { params: { assignmentId }, body });
      return null;
    },
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

function read(key: string): Outgoing | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

const made = new Map<string, Outbox>();

/** A person's one outbox in this page. It goes on by itself when the network or the person comes back. */
export function outboxOf(personId: string): Outbox {
  const known = made.get(personId);
  if (known) return known;
  const outbox = createOutbox(portsOf(personId));
  made.set(personId, outbox);
  window.addEventListener("online", () => void outbox.flush());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void outbox.flush());
  void outbox.flush();
  return outbox;
}
