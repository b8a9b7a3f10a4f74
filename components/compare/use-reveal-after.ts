"use client";

import { useState } from "react";
import { subjectOf } from "@/lib/client/browser-outbox";
import { call } from "@/lib/client/call";
import { messageOf } from "@/lib/client/client-error";
import type { Ballot, Reveal } from "@/lib/contract/endpoints/ballots";
import { useArrivals } from "../annotation/use-outbox";

/** `hidden` before the vote, `waiting` while it is on its way, `told` with who was who. */
export type RevealState = { state: "hidden" | "waiting" | "told"; reveal: Reveal | null; error: string | null };

/** Who was who, once the vote has arrived: it is asked for then and not before. */
export function useRevealAfter({ id: ballotId, evaluationId }: Pick<Ballot, "id" | "evaluationId">) {
  const [shown, show] = useState<RevealState>({ state: "hidden", reveal: null, error: null });

  useArrivals(evaluationId, (entry) => {
    if (shown.state !== "waiting" || subjectOf(entry) !== ballotId) return;
    call("revealBallot", { params: { ballotId } }).then(
      (reveal) => show({ state: "told", reveal, error: null }),
      (error: unknown) => show({ state: "told", reveal: null, error: messageOf(error) }),
    );
  });

  return { ...shown, await: () => show((before) => ({ ...before, state: "waiting" })) };
}
