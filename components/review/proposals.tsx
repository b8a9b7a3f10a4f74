"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../ui/icon-button";
import type { ReviewItemState } from "./use-review-item";

/** Where several people judge: why the text stands still, and what the person would change, each to be taken back. */
export function Proposals({ item }: { item: ReviewItemState }) {
  const { draft, dispatch, room } = item;
  const { edits = [], endMarkId = null, untrained = [] } = draft;
  const turn = (id: string) => room.path.findIndex((other) => other.id === id) + 1;
  const list = (ids: string[]) =>
    ids
      .map(turn)
      .toSorted((a, b) => a - b)
      .join(", ");
  return (
    <section aria-label="Your proposals" className="text-xs">
      <p className="text-ink-faint">
        The text stands still while it is judged, and nobody sees what the others say. What you would change goes with
        your answer as a proposal.
      </p>
      <ul className="mt-1.5">
        {edits.map(({ turnId }) => (
          <Proposal key={turnId} onTakeBack={() => dispatch({ type: "propose_text", turnId, text: null })}>
            You propose another text for turn {turn(turnId)}
          </Proposal>
        ))}
        {endMarkId !== null && (
          <Proposal onTakeBack={() => dispatch({ type: "end_mark", turnId: null })}>
            You say that a real user stops after turn {turn(endMarkId)}
          </Proposal>
        )}
        {untrained.length > 0 && (
          <Proposal onTakeBack={() => dispatch({ type: "mask", turnIds: untrained, trained: true })}>
            You leave {untrained.length === 1 ? "turn" : "turns"} {list(untrained)} out of training
          </Proposal>
        )}
      </ul>
    </section>
  );
}

function Proposal({ children, onTakeBack }: { children: ReactNode; onTakeBack: () => void }) {
  return (
    <li className="flex items-center justify-between gap-2 text-ink">
      <span>{children}</span>
      <IconButton icon={X} label="Take it back" onClick={onTakeBack} />
    </li>
  );
}
