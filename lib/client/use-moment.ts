"use client";

import { useEffect, useSyncExternalStore } from "react";
import type { Moment } from "./moment";

/** What comes with a moment, and null until it is there: for what is shown in a plainer way meanwhile. */
export function useMoment<Parts>(moment: Moment<Parts>): Parts | null {
  // In step with the network.
  useEffect(() => moment.fetchAhead(), [moment]);
  return useSyncExternalStore(
    moment.subscribe,
    () => moment.state().parts,
    () => null,
  );
}
