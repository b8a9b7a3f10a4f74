import type { FaultRemedy } from "@/lib/domain/chat-model";
import { maxRowFailures, retryDelayMs } from "@/lib/jobs/retry";

export const nothingSpent = { promptTokens: 0, completionTokens: 0, cost: 0 };

/** When what failed once more is tried again; null where that would not help, or has not helped often enough. */
export function retryAfter(
  failures: number,
  { remedy, isBusy, retryAfterMs }: { remedy: FaultRemedy; isBusy: boolean; retryAfterMs?: number },
): number | null {
  if (isBusy) return retryDelayMs(failures, retryAfterMs);
  const isLast = remedy !== "retry" || failures + 1 >= maxRowFailures;
  return isLast ? null : retryDelayMs(failures + 1, retryAfterMs);
}
