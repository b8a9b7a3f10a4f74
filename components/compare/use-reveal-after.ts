"use client";

import { useEffect, useState } from "react";
import { voteOutboxOf } from "@/lib/client/browser-outbox";
import { call } from "@/lib/client/call";
import { messageOf } from "@/lib/client/client-error";
import type { Ballot, Reveal } from "@/lib/contract/endpoints/ballots";
import { useViewer } from "../layout/viewer-context";

/** `hidden` before the vote, `waiting` while it is on its way, `told` with who was who. */
export type RevealState = { state: "hidden" | "waiting" | "told"; reveal: Reveal | null; error: string | null };

/** Who was who, once the vote has arrived: it is asked for then and not before. */
export function useRevealAfter({ id: ballotId }: Pick<Ballot, "id">): RevealState & { await: () => void } {
  const { id: viewerId } = useViewer();
  const [shown, show] = useState<RevealState>({ state: "hidden", reveal: null, error: null });

  // In step with what arrives.
  useEffect(() => {
    if (shown.state !== "waiting") return;
    return voteOutboxOf(viewerId).onSent((sent) => {
      if (sent.ballotId !== ballotId) return;
      call("revealBallot", { params: { ballotId } }).then(
        (reveal) => show({ state: "told", reveal, error: null }),
        (error: unknown) => show({ state: "told", reveal: null, error: messageOf(error) }),
      );
    });
  }, [shown.state, ballotId, viewerId]);

  return { ...shown, await: () => show((before) => ({ ...before, state: "waiting" })) };
}
