import { log } from "@/lib/base/log";
import { onceAtATime } from "./once-at-a-time";

export type Desk = {
  /** Takes more work, as far as there is room. */
  fill(): void;
  /** Keeps the leases of what is being worked on, and drops what somebody else holds now. */
  renew(): void;
  /** No more work is taken; what is in flight is cut and hands itself back. */
  stop(): Promise<void>;
};

type Options<Claim> = {
  /** For the log: "write answers". */
  what: string;
  capacity: number;
  /** Takes up to so many pieces of work under leases. */
  claim(room: number): Promise<Claim[]>;
  /** Renews leases; those of the claims that this worker still holds. */
  keep(claims: readonly Claim[]): Promise<Set<Claim>>;
  /** Does the work and writes its outcome; never throws for what a model did. */
  work(claim: Claim, signal: AbortSignal): Promise<void>;
};

/** Works on up to `capacity` claims of one kind side by side, as they come. */
export function openDesk<Claim>({ what, capacity, claim, keep, work }: Options<Claim>): Desk {
  const held = new Map<Claim, { controller: AbortController; done: Promise<void> }>();
  let stopping = false;

  const fill = onceAtATime(what, async () => {
    if (stopping || held.size >= capacity) return;
    for (const mine of await claim(capacity - held.size)) {
      const controller = new AbortController();
      const done = work(mine, controller.signal)
        .catch((error) => log.error({ err: error }, `Could not ${what}; its lease runs out and it is tried again`))
        .finally(() => {
          held.delete(mine);
          fill();
        });
      held.set(mine, { controller, done });
    }
  });
  const renew = onceAtATime(`keep the leases to ${what}`, async () => {
    const claims = [...held.keys()];
    if (claims.length === 0) return;
    const still = await keep(claims);
    for (const mine of claims) if (!still.has(mine)) held.get(mine)?.controller.abort("It is no longer held.");
  });
  return {
    ...{ fill, renew },
    async stop() {
      stopping = true;
      for (const { controller } of held.values()) controller.abort("The worker stops.");
      await Promise.allSettled([...held.values()].map(({ done }) => done));
    },
  };
}
