import { PlaceFault } from "@/lib/domain/place-fault";
import type { TrainingLook } from "./training-way";

/** A place that does not answer for so long is not waited for any more; a person can have it looked for again. */
const mostPatienceMs = 7 * 24 * 3_600_000;
const [soonest, latest] = [5_000, 300_000];

type Trouble = {
  /** Since when nothing could be had of the place, as it was remembered; null: all went well. */
  since: string | null;
  remember: (since: string | null) => Promise<void>;
  report: (progress: { sentence: string }) => Promise<void>;
  now: () => number;
};

/**
 * Looks, and takes it patiently where a place does not answer or asks to wait: the training there goes on meanwhile, so it is looked at
 * again, the later the longer that lasts. What only a person can mend ends the look in words.
 */
export async function patiently(look: () => Promise<TrainingLook>, trouble: Trouble): Promise<TrainingLook> {
  const { since, remember, report, now } = trouble;
  try {
    const found = await look();
    if (since !== null) await remember(null);
    return found;
  } catch (error) {
    if (!(error instanceof PlaceFault)) throw error;
    if (error.remedy !== "retry") return { kind: "failed", fault: "refused", error: error.message };
    const began = since ?? new Date(now()).toISOString();
    if (since === null) await remember(began);
    const lasted = now() - Date.parse(began);
    if (lasted >= mostPatienceMs) {
      const words = `${error.message} It has been so for a week. Nothing was lost: try again, and it is looked for where it was.`;
      return { kind: "failed", fault: "unreachable", error: words };
    }
    await report({
      sentence: `${error.message} So since ${momentOf(began)}; it is looked at again, and what runs there goes on.`,
    });
    return { kind: "later", delayMs: error.retryAfterMs ?? Math.min(latest, Math.max(soonest, lasted / 10)) };
  }
}

/** To the minute, in UTC. */
function momentOf(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}
