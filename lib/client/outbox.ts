import type { AnswerOf, InputOf } from "@/lib/contract/endpoints";
import { call } from "./call";
import { ClientError } from "./client-error";

/** An answer on its way: kept in this browser until the studio has it. */
export type OutgoingAnswer = {
  assignmentId: string;
  queueId: string;
  body: InputOf<"answerItem">["body"];
  /** Why it will not go by itself: a person must look at it. */
  problem?: string;
};

/** How sending stands: nothing waits; under way; no network; nobody signed in. */
export type OutboxState = "idle" | "sending" | "offline" | "signed_out";

export type AnswerOutcome = AnswerOf<"answerItem">;

export type OutboxPorts = {
  load: () => OutgoingAnswer[];
  /** Throws when the browser refuses to keep it; the answers stay in memory then. */
  save: (answers: OutgoingAnswer[]) => void;
  send: (answer: OutgoingAnswer) => Promise<AnswerOutcome>;
  later: (work: () => void, ms: number) => void;
  /** One tab sends at a time. */
  alone: (work: () => Promise<void>) => Promise<void>;
};

/** What waits, how sending stands, and when an answer last arrived (ms since the epoch). */
export type OutboxView = { answers: OutgoingAnswer[]; state: OutboxState; savedAt: number | null };

type Listener = (answer: OutgoingAnswer, outcome: AnswerOutcome) => void;

const firstDelayMs = 1_000;
const longestDelayMs = 30_000;

/**
 * Sends answers in the order they were given, each until the studio has taken or refused it. The studio knows an answer
 * by its `answerId`, so sending one again after a lost reply changes nothing. A refused one stays, with why, until a
 * person has seen to it; the others go on.
 */
export function createOutbox(ports: OutboxPorts) {
  let answers = ports.load();
  let state: OutboxState = "idle";
  let savedAt: number | null = null;
  let delay = firstDelayMs;
  let flushing = false;
  const watchers = new Set<() => void>();
  const listeners = new Set<Listener>();
  let view: OutboxView = { answers, state, savedAt };

  function show(next: OutboxState) {
    state = next;
    try {
      ports.save(answers);
    } catch {
      // Full or forbidden storage: what is on the page is still sent from memory.
    }
    view = { answers, state, savedAt };
    for (const watcher of watchers) watcher();
  }

  async function flush(): Promise<void> {
    if (flushing) return;
    flushing = true;
    try {
      await ports.alone(async () => {
        // Another tab may have sent or added some meanwhile.
        answers = merged(ports.load(), answers);
        for (let next = waiting(); next; next = waiting()) {
          show("sending");
          if (!(await sendOne(next))) return;
        }
        show("idle");
      });
    } finally {
      flushing = false;
    }
  }

  function waiting(): OutgoingAnswer | undefined {
    return answers.find(({ problem }) => problem === undefined);
  }

  async function sendOne(answer: OutgoingAnswer): Promise<boolean> {
    try {
      const outcome = await ports.send(answer);
      delay = firstDelayMs;
      savedAt = Date.now();
      drop(answer.body.answerId);
      for (const listener of listeners) listener(answer, outcome);
      return true;
    } catch (error) {
      const code = error instanceof ClientError ? error.code : "internal";
      if (code === "unauthenticated") {
        show("signed_out");
        return false;
      }
      if (code === "offline" || code === "internal" || code === "rate_limited" || code === "upstream") {
        show("offline");
        ports.later(() => void flush(), delay);
        delay = Math.min(longestDelayMs, delay * 2);
        return false;
      }
      const problem = error instanceof Error ? error.message : "It was refused.";
      answers = answers.map((other) => (sameAnswer(other, answer) ? { ...other, problem } : other));
      return true;
    }
  }

  function drop(answerId: string) {
    answers = answers.filter(({ body }) => body.answerId !== answerId);
  }

  return {
    /** Takes an answer; it is kept at once and sent as soon as can be. A newer one about the same item replaces it. */
    put(answer: OutgoingAnswer) {
      answers = [...answers.filter(({ assignmentId }) => assignmentId !== answer.assignmentId), answer];
      show(state === "idle" ? "sending" : state);
      void flush();
    },
    /** Takes an answer out that has not gone yet; undefined when it has, or was never there. */
    takeOut(assignmentId: string): OutgoingAnswer | undefined {
      const found = answers.find((answer) => answer.assignmentId === assignmentId);
      if (found) drop(found.body.answerId);
      show(state);
      return found;
    },
    flush,
    onSent(listener: Listener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    subscribe(watcher: () => void): () => void {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    view: () => view,
  };
}

export type Outbox = ReturnType<typeof createOutbox>;

function sameAnswer(a: OutgoingAnswer, b: OutgoingAnswer): boolean {
  return a.body.answerId === b.body.answerId;
}

/** What is stored, and what this tab holds besides. */
function merged(stored: OutgoingAnswer[], held: OutgoingAnswer[]): OutgoingAnswer[] {
  const known = new Map(held.map((answer) => [answer.body.answerId, answer]));
  const others = stored.filter(({ body }) => !known.has(body.answerId));
  return [...others, ...held];
}

const storageKey = "realchat.outbox";

function browserPorts(): OutboxPorts {
  return {
    load() {
      try {
        const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
        return Array.isArray(stored) ? stored : [];
      } catch {
        return [];
      }
    },
    save: (answers) => localStorage.setItem(storageKey, JSON.stringify(answers)),
    send: ({ assignmentId, body }) => call("answerItem", { params: { assignmentId }, body }),
    later: (work, ms) => setTimeout(work, ms),
    alone: async (work) => {
      await (navigator.locks ? navigator.locks.request(storageKey, work) : work());
    },
  };
}

let made: Outbox | undefined;

/** The browser's one outbox. */
export function outbox(): Outbox {
  if (!made) {
    made = createOutbox(browserPorts());
    window.addEventListener("online", () => void made?.flush());
    void made.flush();
  }
  return made;
}
