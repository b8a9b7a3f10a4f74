"use client";

import { TriangleAlert } from "lucide-react";
import { type OutgoingVote, voteOutboxOf } from "@/lib/client/browser-outbox";
import type { OutboxView } from "@/lib/client/outbox";
import { useViewer } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { undoToast } from "../ui/toasts";

type RefusedVotesProps = {
  outbox: OutboxView<OutgoingVote>;
  evaluationId: string;
  onLook: (ballotId: string) => void;
};

/** Votes that the studio did not take: each with why, and the way back to its comparison. Nothing of it is lost. */
export function RefusedVotes({ outbox, evaluationId, onLook }: RefusedVotesProps) {
  const { id } = useViewer();
  const refused = outbox.waiting.filter((one) => one.problem !== undefined && one.evaluationId === evaluationId);
  if (refused.length === 0) return null;
  async function letGo(vote: OutgoingVote) {
    await voteOutboxOf(id).takeOut(vote.ballotId);
    undoToast("Let go", () => voteOutboxOf(id).put(vote));
  }
  return (
    <ul aria-label="Not taken" className="divide-y divide-warn/20 bg-warn-soft px-4 text-sm text-warn sm:px-6">
      {refused.map((vote) => (
        <li key={vote.id} className="flex flex-wrap items-center gap-3 py-2">
          <TriangleAlert aria-hidden className="size-4 shrink-0" />
          <p className="min-w-0 flex-1">A vote was not taken and is kept here: {vote.problem}</p>
          <Button size="sm" onClick={() => onLook(vote.ballotId)}>
            Look at it
          </Button>
          <Button size="sm" variant="quiet" onClick={() => letGo(vote)}>
            Let it go
          </Button>
        </li>
      ))}
    </ul>
  );
}
