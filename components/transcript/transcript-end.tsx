"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CirclePause, GitBranch, Hourglass, TriangleAlert } from "lucide-react";
import { projectQueries } from "@/lib/client/queries/project-queries";
import { budgetSpentWords } from "@/lib/domain/budget-words";
import type { Dialogue, Turn } from "@/lib/domain/dialogue";
import { isRejected } from "@/lib/domain/is-rejected";
import type { SpentLimit } from "@/lib/domain/project-budget";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { formatCompact, formatMoney } from "../ui/format-number";
import { CommentList } from "./comment-list";
import { endReasonWords, verdictWords } from "./dialogue-words";
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
          className="flex w-full max-w-script justify-start"
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

/** Why nothing is being written at the end of the transcript: ended, paused, parked or waiting. */
function RestCard({ dialogue }: { dialogue: Dialogue }) {
  const budget = useQuery({ ...projectQueries.budget(), enabled: dialogue.status === "queued" });
  const said = sayRest(dialogue, budget.data?.spentLimit ?? null);
  if (!said) return null;
  const { icon: Icon, title, sentence, trouble } = said;
  const detail = dialogue.statusDetail;
  return (
    <section
      aria-label="How it stands"
      className={cx(
        "mx-4 my-6 flex max-w-[calc(72ch+8rem)] gap-3 rounded-lg border px-4 py-3 sm:mx-6",
        trouble ? "border-danger/30 bg-danger-soft" : "border-line bg-sunken",
      )}
    >
      <Icon aria-hidden className={cx("mt-0.5 size-4 shrink-0", trouble ? "text-danger" : "text-ink-faint")} />
      <div className="min-w-0 space-y-1 text-sm">
        <h2 className="font-medium">{title}</h2>
        <p className="text-ink-soft">
          {sentence} {detail !== sentence && detail}
        </p>
        {dialogue.status === "ended" && <Totals dialogue={dialogue} />}
      </div>
    </section>
  );
}

function Totals({ dialogue }: { dialogue: Dialogue }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-faint text-xs tabular-nums">
      <span>
        {dialogue.rounds} {dialogue.rounds === 1 ? "round" : "rounds"}
      </span>
      {dialogue.origin.kind !== "hidden" && (
        <>
          <span>{formatCompact(dialogue.outputTokens)} tokens written</span>
          <span>{formatCompact(dialogue.inputTokens)} read</span>
        </>
      )}
      {dialogue.cost > 0 && <span>cost {formatMoney(dialogue.cost)}</span>}
      {dialogue.verdict && (
        <Badge tone={dialogue.verdict === "accepted" ? "ok" : "danger"}>{verdictWords[dialogue.verdict]}</Badge>
      )}
    </p>
  );
}

function sayRest({ status, endReason, headId }: Dialogue, spent: SpentLimit | null) {
  switch (status) {
    case "ended": {
      const words = endReason && endReasonWords[endReason];
      return {
        icon: CircleCheck,
        title: `Ended: ${words?.label.toLowerCase() ?? "unknown"}`,
        trouble: false,
        sentence: words?.sentence ?? "",
      };
    }
    case "parked":
      return {
        icon: TriangleAlert,
        title: "Parked: it needs a person",
        trouble: true,
        sentence: "Nothing that was written is lost. Try again with Space, take over, or stop it.",
      };
    case "paused":
      return {
        icon: CirclePause,
        title: "Paused",
        sentence: "It waits for you: Space, or Go on above, lets it go on.",
        trouble: false,
      };
    case "queued":
      if (spent)
        return {
          icon: Hourglass,
          title: "Waiting for the project's budget",
          trouble: false,
          sentence: budgetSpentWords(spent, "It goes on by itself"),
        };
      return {
        icon: Hourglass,
        title: headId === null ? "Not begun" : "Waiting for a worker",
        trouble: false,
        sentence: "It goes on as soon as a worker is free.",
      };
    case "running":
      return null;
  }
}
