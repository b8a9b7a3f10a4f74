import { seededRandom, seedFrom } from "@/lib/base/random";
import type { ReviewAnswer } from "./answer";

/**
 * Whether what a person is served next is to be a gold item: drawn anew for each, so that nobody can count along, and
 * from queue, person and number alone, so that asking again does not draw again. `served` counts what they were served.
 */
export function isGoldTurn(queueId: string, personId: string, served: number, goldRate: number): boolean {
  return seededRandom(seedFrom(`${queueId}:${personId}:${served}`))() < goldRate;
}

/** Right about a gold item: the known verdict, and of a rejection's known reasons, if there are any, at least one. */
export function isRight(answer: ReviewAnswer, known: ReviewAnswer): boolean {
  if (answer.verdict !== known.verdict) return false;
  return known.reasons.length === 0 || known.reasons.some((reason) => answer.reasons.includes(reason));
}
