import { ClientError } from "./client-error";

/** True for a refusal that says the assignment is gone; no network is no loss. */
export function isLost(error: unknown): error is ClientError {
  return error instanceof ClientError && ["conflict", "gone", "not_found", "forbidden"].includes(error.code);
}

export type LeasePorts = {
  renew: (id: string) => Promise<unknown>;
  /** Active seconds of the person here: no lease is renewed for somebody who is away. */
  seconds: () => number;
  onKept: (id: string) => void;
  /** It went to somebody else; `why` in the studio's words. */
  onLost: (id: string, why: string) => void;
};

/** What is held, and when it runs out (ISO). */
export type Held = { id: string; until: string };

/** Leases last half a minute at least. */
const renewMs = 20_000;
/** After a renewal that did not arrive. */
const againMs = 5_000;

/**
 * Keeps a person's leases as long as they are at work. A renewal that fails keeps what is held and is tried again
 * soon; only a refusal that says so is a loss.
 */
export function createLeases({ renew, seconds, onKept, onLost }: LeasePorts) {
  let held: Held[] = [];
  let renewedAt = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOpen = false;

  async function renewOne(id: string): Promise<boolean> {
    try {
      await renew(id);
      if (isHeld(id)) onKept(id);
      return true;
    } catch (error) {
      if (!isLost(error)) return false;
      if (isHeld(id)) onLost(id, error.message);
      return true;
    }
  }

  function isHeld(id: string): boolean {
    return held.some((one) => one.id === id);
  }

  /** Renews what is held, unless the person has done nothing since. */
  async function renewAll(): Promise<void> {
    clearTimeout(timer);
    const now = seconds();
    const isAway = now === renewedAt;
    renewedAt = now;
    const answers = isAway ? [] : await Promise.all(held.map(({ id }) => renewOne(id)));
    const isMissed = answers.includes(false);
    if (isMissed) renewedAt = -1;
    clearTimeout(timer);
    if (isOpen) timer = setTimeout(renewAll, isMissed ? againMs : renewMs);
  }

  return {
    /** From now on these. One that is about to run out is renewed at once. */
    hold(next: Held[]): void {
      const isLate = next.some(({ id, until }) => !isHeld(id) && Date.parse(until) - Date.now() < 2 * renewMs);
      held = next;
      if (!isLate || !isOpen) return;
      renewedAt = -1;
      void renewAll();
    },
    renewAll,
    /** Begins; the function that is returned ends it. */
    open(): () => void {
      isOpen = true;
      timer = setTimeout(renewAll, renewMs);
      return () => {
        isOpen = false;
        clearTimeout(timer);
      };
    },
  };
}
