"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { dialogueQueries } from "@/lib/client/queries/dialogue-queries";
import type { ActKind, Decision } from "@/lib/domain/decision";
import { indexTurns, roundOf } from "@/lib/domain/turn-tree";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { speakerWords } from "../transcript/dialogue-words";
import { sayBesides } from "../transcript/done-words";
import type { Room } from "../transcript/use-room";
import { RelativeTime } from "../ui/relative-time";

const verbs: Record<ActKind, string> = {
  pause: "paused it",
  resume: "let it go on",
  retry: "had it tried again",
  stop: "stopped it",
  edit: "edited a turn",
  amend: "took things out of it",
  split: "split it into parts",
  reject_turn: "rejected a turn",
  regenerate: "had a turn written again",
  take_over: "said a turn",
  branch: "branched",
  choose: "chose another branch",
  accept: "accepted it",
  reject: "rejected it",
  flag: "flagged a turn",
  end_here: "marked where a user stops",
  mask: "changed what is trained on",
  tag: "tagged it",
  untag: "took a tag off",
  comment: "commented",
  delete: "deleted it",
  go_back: "went back to how a snapshot has it",
  restore: "restored it",
  undo: "took a decision back",
};

/** What people did to a dialogue, newest first. */
export function DecisionLog({ room }: { room: Room }) {
  const { id: dialogueId } = room.dialogue;
  const decisions = useInfiniteQuery(dialogueQueries.decisions(dialogueId));
  const items = decisions.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-label="Decisions">
      <h2 className="mb-2 font-semibold">Decisions</h2>
      {decisions.isError && <QueryError what="the decisions" error={decisions.error} onRetry={decisions.refetch} />}
      {decisions.isSuccess && items.length === 0 && (
        <p className="text-ink-faint text-xs">Nobody has decided anything here yet.</p>
      )}
      <ol className="space-y-2.5">
        {items.map((decision) => (
          <DecisionItem key={decision.id} decision={decision} room={room} />
        ))}
      </ol>
      {decisions.hasNextPage && <LoadMore list={decisions} shown={items.length} noun="decision" />}
    </section>
  );
}

function DecisionItem({ decision, room }: { decision: Decision; room: Room }) {
  const { act, personName, undone, createdAt } = decision;
  const details = "reasons" in act ? act.reasons : "tags" in act ? act.tags : [];
  const note = act.kind === "comment" ? act.text : "note" in act ? act.note : undefined;
  return (
    <li className="text-xs">
      <p className={undone ? "text-ink-faint line-through" : "text-ink"}>
        <span className="font-medium">{personName}</span> {verbs[act.kind]}
      </p>
      <TurnsMeant decision={decision} room={room} />
      {sayBesides(decision).map((besides) => (
        <p key={besides} className="text-ink-soft">
          {besides}
        </p>
      ))}
      {details.length > 0 && <p className="text-ink-soft">{details.join(", ")}</p>}
      {note && (
        <p dir="auto" className="break-words text-ink-soft">
          “{note}”
        </p>
      )}
      <p className="text-ink-faint">
        <RelativeTime at={createdAt} />
        {undone && " · taken back"}
      </p>
    </li>
  );
}

/** Which turns a line is about, each leading there: also to one that the dialogue does not follow, which is looked at. */
function TurnsMeant({ decision: { act, turnId }, room }: { decision: Decision; room: Room }) {
  const ids = "turnIds" in act ? act.turnIds : "turnId" in act ? [act.turnId] : [turnId];
  const tree = indexTurns(room.turns);
  const meant = ids.flatMap((id) => (id === null ? [] : (tree.get(id) ?? [])));
  if (meant.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-2">
      {meant.slice(0, 5).map((turn) => (
        <button key={turn.id} type="button" className="text-accent hover:underline" onClick={() => room.goTo(turn.id)}>
          {speakerWords[turn.speaker]}, round {Math.max(1, roundOf(tree, turn.id))}
        </button>
      ))}
      {meant.length > 5 && <span className="text-ink-faint">and {meant.length - 5} more</span>}
    </p>
  );
}
