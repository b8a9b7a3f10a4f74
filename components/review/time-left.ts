import type { ListedQueue } from "@/lib/contract/endpoints/queues";

/** A pace that rests on fewer answers says nothing. */
const fewestAnswers = 5;

/** How long what waits would take a person at their own pace, in words; null while that is not known or nothing waits. */
export function timeLeft({ takeable, sentBack, answered, secondsEach }: ListedQueue["waiting"]): string | null {
  const left = takeable + sentBack;
  if (secondsEach === null || answered < fewestAnswers || left === 0) return null;
  const minutes = Math.max(1, Math.round((left * secondsEach) / 60));
  const time = minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
  return `about ${time} at your pace (median ${Math.round(secondsEach)} s, n ${answered})`;
}
