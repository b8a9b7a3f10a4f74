import { findSpentLimit } from "@/lib/data/budgets";
import { untilReachable } from "@/lib/data/until-reachable";
import { budgetSpentWords } from "@/lib/domain/budget-words";
import { ModelFault } from "@/lib/domain/chat-model";

/** How a job that asks an endpoint for much ends where that did not answer to its end. */
export type EndedAsking = { kind: "later"; delayMs: number } | { kind: "refused"; error: string };

class Waiting extends Error {}

/** Throws where the project's budget is used up; `endedAsking` makes a wait of it. */
export async function refuseBeyondBudget(): Promise<void> {
  const spent = await untilReachable(findSpentLimit);
  if (spent !== null) throw new Waiting(budgetSpentWords(spent, "It goes on by itself"));
}

/**
 * What comes of what went wrong: a wait, an end that only a person can mend, or (thrown) another try by the job's own rules.
 * `kept`: what is there and stays, in words.
 */
export async function endedAsking(
  error: unknown,
  kept: string,
  { note }: { note: (text: string) => Promise<void> },
): Promise<EndedAsking> {
  if (error instanceof Waiting || (error instanceof ModelFault && error.isBusy)) {
    await note(error.message);
    return { kind: "later", delayMs: error instanceof ModelFault ? (error.retryAfterMs ?? 5_000) : 1_000 };
  }
  if (!(error instanceof ModelFault) || error.kind === "cancelled") throw error;
  if (error.remedy === "retry") throw new Error(`${error.message} ${kept}`, { cause: error });
  return { kind: "refused", error: `${error.message} ${kept}` };
}
