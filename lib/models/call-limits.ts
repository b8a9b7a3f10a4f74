import { type FaultKind, ModelFault } from "@/lib/domain/chat-model";

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
    /** Also closes the connection when the reader left early. */
    close() {
      clearTimeout(total);
      caller.removeEventListener("abort", cancel);
      cancel();
    },
  };
}

function seconds(ms: number): string {
  return `${ms / 1_000} s`;
}
