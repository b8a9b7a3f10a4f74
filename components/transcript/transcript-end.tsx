"use client";

import { GitBranch } from "lucide-react";
import type { Turn } from "@/lib/domain/dialogue";
import { isRejected } from "@/lib/domain/is-rejected";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { CommentList } from "./comment-list";
import { RestCard } from "./rest-card";
import type { Room } from "./use-room";

/** What stands after the last turn: comments on the whole, other ways on from there, and why nothing is being written. */
export function TranscriptEnd({ room }: { room: Room }) {
  const { dialogue, writing, transcript, comments, look, preview } = room;
  const remarks = comments.get("");
  return (
    <>
      {remarks && (
        <section aria-label="Comments on the dialogue" className="px-4 py-4 sm:px-6 md:ml-38">
          <CommentList comments={remarks} />
        </section>
      )}
      {(!writing || preview) && <Continuations turns={transcript.continuations} onLook={look} />}
      {!writing && !preview && <RestCard dialogue={dialogue} />}
    </>
  );
}

type ContinuationsProps = { turns: Turn[]; onLook: (turnId: string) => void };

/** Other ways the dialogue went on from its present end: what a branch, a re-roll or a rejection left beside it. */
function Continuations({ turns, onLook }: ContinuationsProps) {
  if (turns.length === 0) return null;
  return (
    <section aria-label="Other ways on from here" className="mx-4 my-4 space-y-1.5 sm:mx-6">
      <h2 className="text-ink-faint text-xs">
        {turns.length === 1 ? "Another way on from here" : `${turns.length} other ways on from here`}
      </h2>
      {turns.map((turn) => (
        <Button
          key={turn.id}
          size="sm"
          variant="quiet"
          className="flex max-w-script justify-start"
          onClick={() => onLook(turn.id)}
        >
          <GitBranch aria-hidden className="size-3.5 shrink-0" />
          <span dir="auto" className="truncate">
            {turn.text.slice(0, 200)}
          </span>
          {isRejected(turn) && <Badge tone="danger">Rejected</Badge>}
        </Button>
      ))}
    </section>
  );
}
