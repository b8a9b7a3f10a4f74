import type { Ballot } from "@/lib/contract/endpoints/ballots";
import type { Vote } from "@/lib/domain/judging/vote";
import { call } from "./call";
import {
  type AnswerOutcome,
  createOutbox,
  type Outbox,
  type OutboxPorts,
  type Outgoing,
  type Sendable,
} from "./outbox";

type Keeping<One extends Sendable, Outcome> = Pick<OutboxPorts<One, Outcome>, "send" | "placeOf">;

/** An outbox in this browser's storage: what somebody else left here waits until they are back. */
function portsOf<One extends Sendable, Outcome>(
  prefix: string,
  { send, placeOf }: Keeping<One, Outcome>,
): OutboxPorts<One, Outcome> {
  return {
    load: () => {
      try {
        const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
        return keys.flatMap((key) => read<One>(key) ?? []).toSorted((a, b) => a.at - b.at);
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
    ...{ send, placeOf },
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

function read<One>(key: string): One | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** One outbox per person in this page. It goes on by itself when the network or the person comes back. */
function onePerPerson<One extends Sendable, Outcome>(name: string, keeping: Keeping<One, Outcome>) {
  const made = new Map<string, Outbox<One, Outcome>>();
  return (personId: string): Outbox<One, Outcome> => {
    const known = made.get(personId);
    if (known) return known;
    const outbox = createOutbox(portsOf(`realchat.${name}.${personId}.`, keeping));
    made.set(personId, outbox);
    window.addEventListener("online", () => void outbox.flush());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void outbox.flush());
    void outbox.flush();
    return outbox;
  };
}

/** A person's answers and skips in reviews. */
export const outboxOf = onePerPerson<Outgoing, AnswerOutcome>("outbox", {
  placeOf: ({ assignmentId }) => assignmentId,
  async send(deed) {
    const params = { assignmentId: deed.assignmentId };
    switch (deed.kind) {
      case "answer":
        return call("answerItem", { params, body: deed.body });
      case "skip":
        await call("skipItem", { params, body: deed.body });
        return null;
      case "take_back":
        await call("takeBackAnswer", { params });
        return null;
    }
  },
});

/** A vote on its way. */
export type OutgoingVote = Sendable & {
  ballotId: string;
  evaluationId: string;
  body: { voteId: string; vote: Vote; seconds: number };
};

/** A person's votes on blind comparisons. */
export const voteOutboxOf = onePerPerson<OutgoingVote, Ballot>("votes", {
  placeOf: ({ ballotId }) => ballotId,
  send: ({ ballotId, body }) => call("castVote", { params: { ballotId }, body }),
});
