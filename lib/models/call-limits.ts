import { type ChatModel, type FaultKind, ModelFault } from "@/lib/domain/chat-model";

const firstBackoffMs = 1_000;

const longestBackoffMs = 300_000;

/** A time that was named too short, again and again, would otherwise make a hammer of the studio. */
const leastNamedMs = 1_000;

/** Milliseconds that one call may take to connect, to its first byte, between two chunks, and altogether. */
export type CallLimits = { connectMs: number; firstByteMs: number; idleMs: number; totalMs: number };

export const defaultCallLimits: CallLimits = {
  connectMs: 10_000,
  firstByteMs: 120_000,
  idleMs: 60_000,
  totalMs: 600_000,
};

/**
 * One abort signal for everything that may end a call early. Its reason is always the {@link ModelFault} to report.
 * `within` guards a single wait on the network, so that a slow reader of the reply never counts as a silent endpoint.
 */
export function limitCall(caller: AbortSignal, totalMs: number) {
  const controller = new AbortController();
  const abort = (kind: FaultKind, message: string) => controller.abort(new ModelFault(kind, message));
  const cancel = () => abort("cancelled", "The call was cancelled; its connection is closed.");
  const total = setTimeout(() => abort("timeout_total", `The reply took longer than ${seconds(totalMs)}.`), totalMs);
  if (caller.aborted) cancel();
  caller.addEventListener("abort", cancel, { once: true });

  return {
    signal: controller.signal,
    async within<T>(ms: number, kind: FaultKind, what: string, wait: () => Promise<T>): Promise<T> {
      const timer = setTimeout(() => abort(kind, `${what} within ${seconds(ms)}.`), ms);
      try {
        return await wait();
      } finally {
        clearTimeout(timer);
      }
    },
    /** The call is over. */
    close() {
      clearTimeout(total);
      caller.removeEventListener("abort", cancel);
    },
  };
}

function seconds(ms: number): string {
  return `${ms / 1_000} s`;
}

/** How a call that was let in ended, as far as the endpoint's rate is concerned. */
type GateAnswer = "served" | "unserved" | { retryAfterMs: number | undefined };

/**
 * Keeps the calls to one endpoint within the rate that it shows to bear. When it asks to slow down, nobody calls until the
 * time it named (a second at least where it names one again, however short), or where it named none 1 s, doubling up to
 * 5 min; and half as many may call at once as did. Each success then allows a little more (additive increase,
 * multiplicative decrease: Chiu & Jain 1989). Before any complaint nothing is limited.
 */
export function createGate(now: () => number = Date.now) {
  const waiting: (() => void)[] = [];
  let opensAt = 0;
  let slowedAt = Number.NEGATIVE_INFINITY;
  let backoffMs = firstBackoffMs;
  let isRefusedAgain = false;
  let limit = Number.POSITIVE_INFINITY;
  let inFlight = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function admit() {
    clearTimeout(timer);
    const closedMs = opensAt - now();
    if (closedMs > 0) {
      if (waiting.length > 0) timer = setTimeout(admit, closedMs);
      return;
    }
    while (inFlight < limit && waiting.length > 0) {
      inFlight++;
      waiting.shift()?.();
    }
  }

  function leave(enteredAt: number, verdict: GateAnswer) {
    if (verdict === "served") {
      backoffMs = firstBackoffMs;
      isRefusedAgain = false;
      limit += 1 / limit;
    } else if (verdict !== "unserved") {
      // Calls that were under way when the first of them was refused say nothing new about the rate.
      const isNews = enteredAt >= slowedAt;
      const isNamed = verdict.retryAfterMs !== undefined;
      const leastMs = isNews && isRefusedAgain ? leastNamedMs : 0;
      const waitMs = Math.max(verdict.retryAfterMs ?? (isNews ? backoffMs : 0), leastMs);
      opensAt = Math.max(opensAt, now() + waitMs);
      if (isNews) {
        slowedAt = now();
        isRefusedAgain = true;
        limit = Math.max(1, Math.floor(inFlight / 2));
        if (!isNamed) backoffMs = Math.min(backoffMs * 2, longestBackoffMs);
      }
    }
    inFlight--;
    admit();
  }

  return {
    /** Waits for its turn, first come first served. Resolves to what must be called, once, when the call is over. */
    async enter(signal: AbortSignal): Promise<(verdict: GateAnswer) => void> {
      await new Promise<void>((resolve, reject) => {
        const give = () => {
          signal.removeEventListener("abort", giveUp);
          resolve();
        };
        const giveUp = () => {
          waiting.splice(waiting.indexOf(give), 1);
          reject(new ModelFault("cancelled", "The call was cancelled while it waited for the endpoint's rate limit."));
        };
        waiting.push(give);
        if (signal.aborted) return giveUp();
        signal.addEventListener("abort", giveUp, { once: true });
        admit();
      });
      const enteredAt = now();
      return (verdict) => leave(enteredAt, verdict);
    },
  };
}

export type Gate = ReturnType<typeof createGate>;

/** The model behind a gate: its calls wait there, and its faults teach the gate. */
export function gated(model: ChatModel, gate: Gate): ChatModel {
  return {
    async *stream(request, signal) {
      const leave = await gate.enter(signal);
      let verdict: GateAnswer = "unserved";
      try {
        yield* model.stream(request, signal);
        verdict = "served";
      } catch (error) {
        if (error instanceof ModelFault && (error.kind === "rate_limited" || error.retryAfterMs !== undefined))
          verdict = { retryAfterMs: error.retryAfterMs };
        throw error;
      } finally {
        leave(verdict);
      }
    },
  };
}
