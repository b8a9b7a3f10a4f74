import { setTimeout as sleep } from "node:timers/promises";
import { askToWake, findServedModel, noteAsked, type ServedModel } from "@/lib/data/training/served-models";
import { untilReachable } from "@/lib/data/until-reachable";
import { type ChatModel, ModelFault } from "@/lib/domain/chat-model";

const lookMs = 500;
/** Loading a large model from a slow disk takes minutes. */
const patienceMs = 20 * 60_000;
const noteEveryMs = 20_000;
/** It may go to sleep: it is looked at again so soon. */
const freshMs = 2_000;
/** At an address where nobody was nobody is looked for, for so long. */
const goneMs = 10_000;
/** Where its host has not said how many calls it takes at once. */
const usualAtOnce = 2;

type Address = Pick<ServedModel, "baseUrl" | "upstreamModel">;
type Kept = {
  /** The address at which nobody was found the last time. */
  gone: { baseUrl: string; until: number } | null;
  found: ServedModel | null;
  until: number;
  notedAt: number;
  inFlight: number;
  waiting: (() => void)[];
};

/** One for each model of this process, however often its entry is opened. */
const kept = new Map<string, Kept>();

/**
 * A model that a trainer host serves on demand: a call to one that sleeps wakes it and waits, and no more calls go there at once
 * than its server answers side by side. Throws a fault in words where its host is away or cannot wake it.
 */
export function wokenModel(modelId: string, open: (address: Address) => ChatModel): ChatModel {
  return {
    async *stream(request, signal) {
      const mine = keptOf(modelId);
      const deadline = performance.now() + patienceMs;
      for (;;) {
        const model = await awake(modelId, mine, signal);
        const leave = await enter(mine, model.serving.atOnce ?? usualAtOnce, signal);
        let isBegun = false;
        try {
          for await (const event of open(model).stream(request, signal)) {
            isBegun = true;
            yield event;
          }
          return;
        } catch (error) {
          mine.found = null;
          // Nobody is there any more: its host has died, or is just putting it to sleep. Nothing was asked, so that nothing failed.
          const isGone = !isBegun && error instanceof ModelFault && error.kind === "network";
          if (!isGone || signal.aborted || performance.now() > deadline) throw error;
          mine.gone = { baseUrl: model.baseUrl, until: performance.now() + goneMs };
        } finally {
          leave();
        }
      }
    },
  };
}

function keptOf(modelId: string): Kept {
  const mine = kept.get(modelId) ?? {
    gone: null,
    found: null,
    until: 0,
    notedAt: Number.NEGATIVE_INFINITY,
    inFlight: 0,
    waiting: [],
  };
  kept.set(modelId, mine);
  return mine;
}

async function awake(modelId: string, mine: Kept, signal: AbortSignal): Promise<ServedModel> {
  const now = performance.now();
  if (now - mine.notedAt > noteEveryMs) {
    mine.notedAt = now;
    await untilReachable(() => noteAsked(modelId));
  }
  if (mine.found && now < mine.until) return mine.found;
  const found = await untilAwake(modelId, mine, signal);
  Object.assign(mine, { found, until: performance.now() + freshMs });
  return found;
}

async function untilAwake(modelId: string, mine: Kept, signal: AbortSignal): Promise<ServedModel> {
  const deadline = performance.now() + patienceMs;
  let asked = 0;
  for (;;) {
    if (signal.aborted)
      throw new ModelFault("cancelled", "The call was cancelled while it waited for the model to wake.");
    const found = await untilReachable(() => findServedModel(modelId));
    if (!found) throw new ModelFault("unknown_model", "This model is served by no trainer host any more.");
    const isGone = mine.gone?.baseUrl === found.baseUrl && performance.now() < mine.gone.until;
    if (found.state === "awake" && !found.isHostAway && !isGone) return found;
    if (found.state === "broken" && asked > 0)
      throw new ModelFault(
        "unknown_model",
        `${found.name} does not wake: ${found.stateDetail ?? "its host did not say why"}`,
      );
    if (found.state === "asleep" || found.state === "broken") {
      asked++;
      await untilReachable(() => askToWake(modelId));
    }
    if (performance.now() > deadline) throw new ModelFault("overloaded", lateWords(found), { retryAfterMs: 60_000 });
    await sleep(lookMs, undefined, { signal }).catch(() => undefined);
  }
}

function lateWords({ name, hostName, isHostAway }: ServedModel): string {
  return isHostAway
    ? `${name} sleeps on ${hostName ?? "a machine"}, whose trainer is away. Start \`npm run trainer\` there.`
    : `${name} has been waking for 20 minutes.`;
}

/** Waits for a place; what is given back is to be called when the call is over. */
async function enter(mine: Kept, most: number, signal: AbortSignal): Promise<() => void> {
  while (mine.inFlight >= most) {
    await new Promise<void>((resolve) => {
      mine.waiting.push(resolve);
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    if (signal.aborted) {
      mine.waiting.shift()?.();
      throw new ModelFault("cancelled", "The call was cancelled while it waited for others of the same model.");
    }
  }
  mine.inFlight++;
  return () => {
    mine.inFlight--;
    mine.waiting.shift()?.();
  };
}
