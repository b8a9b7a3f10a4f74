"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleStop, EyeOff, PenLine } from "lucide-react";
import { useMemo } from "react";
import type { Command } from "@/lib/client/commands";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import { useCommands } from "@/lib/client/use-commands";
import type { ListedQueue } from "@/lib/contract/endpoints/queues";
import type { QueueItem } from "@/lib/contract/endpoints/review-items";
import { hrefs } from "@/lib/contract/hrefs";
import type { Turn } from "@/lib/domain/dialogue";
import type { Assignment } from "@/lib/domain/review/answer";
import type { Guideline } from "@/lib/domain/review/guideline";
import { CommandButton } from "../layout/command-button";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { verdictWords } from "../transcript/dialogue-words";
import { layTranscript } from "../transcript/transcript";
import { TurnRow } from "../transcript/turn-row";
import { useSelection } from "../transcript/use-selection";
import { WordDiffView } from "../transcript/word-diff-view";
import { formatNumber } from "../ui/format-number";
import { SkeletonRows } from "../ui/skeleton";
import { AnswerCard } from "./answer-card";
import { answeredOf, type SettlingWay, useSettleActs } from "./use-settle-acts";

type SettleScreenProps = SettlingWay & { queueId: string; itemId: string };

/** One item with everybody's answers side by side: take one, decide otherwise, or send one back. */
export function SettleScreen({ queueId, itemId, ...way }: SettleScreenProps) {
  const read = useQuery(reviewQueries.item(itemId));
  const queue = useQuery(reviewQueries.queue(queueId));
  const failed = read.error ?? queue.error;
  if (failed)
    return (
      <QueryError what="the item" error={failed} onRetry={() => void Promise.all([read.refetch(), queue.refetch()])} />
    );
  if (!read.data || !queue.data) return <SkeletonRows rows={8} label="Reading the item" />;
  return <SettleItem key={itemId} read={read.data} {...queue.data} way={way} />;
}

type SettleItemProps = { read: QueueItem; queue: ListedQueue; guideline: Guideline; way: SettlingWay };

function SettleItem({ read, queue, guideline, way }: SettleItemProps) {
  const { item, dialogue, turns, assignments, known } = read;
  const acts = useSettleActs(read, guideline, way);
  const { take, own, back, later, undo } = acts;
  // What is settled is about the dialogue as it is now; what was settled, about the path that was judged.
  const headId = item.status === "settled" ? (item.headId ?? dialogue.headId) : dialogue.headId;
  const rows = useMemo(() => layTranscript(turns, { headId }).rows, [turns, headId]);
  const { selected, move, listRef } = useSelection(rows, turns, true);
  const answered = answeredOf(read);
  const group = "Read";
  const moves: Command[] = [
    { id: "turn-next", label: "Next turn", keys: ["j"], group, repeats: true, run: () => move(1) },
    { id: "turn-previous", label: "Previous turn", keys: ["k"], group, repeats: true, run: () => move(-1) },
  ];
  useCommands([...moves, ...take, ...own, back, later, undo]);

  return (
    <div className="space-y-5">
      <p className="text-sm tabular-nums">
        <Link href={hrefs.queueResults(queue.id)} className="font-medium hover:underline">
          <bdi>{queue.name}</bdi>
        </Link>
        <span className="text-ink-faint">
          {` · item ${formatNumber(item.position)}, ${formatNumber(queue.progress.contested)} to be settled`}
        </span>
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-60 flex-1 text-ink-soft text-sm">
          {statusLine(read)} {beside(read)}
        </p>
        <CommandButton command={undo} size="sm" variant="quiet" />
        <CommandButton command={back} size="sm" variant="quiet" />
        <CommandButton command={later} size="sm" variant="quiet" />
        {own.map((command) => (
          <CommandButton
            key={command.id}
            command={command}
            size="sm"
            variant={command.id.endsWith("accepted") ? "primary" : "danger"}
          />
        ))}
      </div>
      <div className="flex flex-wrap gap-4">
        {assignments.map((assignment) => {
          const { id, answer } = assignment;
          return (
            <AnswerCard
              key={id}
              assignment={assignment}
              guideline={guideline}
              digit={digitOf(answered.indexOf(assignment))}
              chosen={item.resolution?.chosenId === id}
              onTake={acts.isFree() && answer ? () => void acts.decide(answer, id) : null}
              isAsked={acts.askedBack === id}
              onAsk={acts.maySendBack ? (asks) => acts.askBack(asks ? id : null) : null}
              onSendBack={(note) => acts.askAgain(assignment, note)}
            />
          );
        })}
        {assignments.length === 0 && <p className="text-ink-soft text-sm">Nobody has looked at it yet.</p>}
      </div>
      {known && <p className="text-ink-soft text-sm">A gold item; the known answer: {verdictWords[known.verdict]}.</p>}
      <ol ref={listRef} aria-label="Transcript" className="rounded-lg border border-line">
        {rows.map((row) => (
          <TurnRow
            key={row.turn.id}
            row={row}
            selected={row === selected}
            untrained={dialogue.untrained.includes(row.turn.id)}
            endsHere={dialogue.endMarkId === row.turn.id}
            onLook={null}
            below={<ProposalsAt turn={row.turn} answered={answered} />}
          />
        ))}
      </ol>
    </div>
  );
}

function digitOf(at: number): string | undefined {
  return at >= 0 && at < 9 ? String(at + 1) : undefined;
}

/** What else the reviewer is to know: a verdict that came from elsewhere, and a path that is not the judged one. */
function beside({ item, dialogue }: QueueItem): string {
  if (item.status === "settled" || item.isGold) return "";
  const said = [];
  if (dialogue.verdict)
    said.push(
      `The dialogue stands ${verdictWords[dialogue.verdict].toLowerCase()} already, by a decision beside this queue; settling it replaces that.`,
    );
  if (item.needed !== 1 && item.headId !== dialogue.headId)
    said.push("It has changed since people judged it: what you see, and settle, is how it is now.");
  return said.join(" ");
}

function statusLine({ item, assignments }: QueueItem): string {
  if (item.isGold) return "A gold item: everybody gets it once, and nothing of it touches the dialogue.";
  const answers = assignments.filter(({ status }) => status === "answered").length;
  if (item.resolution?.by === "reviewer")
    return `Settled by a reviewer: ${verdictWords[item.resolution.answer.verdict].toLowerCase()}.`;
  if (item.status === "contested")
    return "People disagree or would change something. Take an answer by its digit, or decide otherwise.";
  if (item.status === "settled") return "Settled: everybody answered the same.";
  return `${answers} of ${item.needed} answers are here.`;
}

/** What people would change at a turn, each with their name: another text, the end, the mask. Nothing where nobody would. */
function ProposalsAt({ turn, answered }: { turn: Turn; answered: Assignment[] }) {
  const proposed = answered.flatMap((assignment) => proposalsOf(assignment, turn));
  if (proposed.length === 0) return null;
  return (
    <ul aria-label="Proposed here" className="mt-3 max-w-script space-y-2 border-accent border-l-2 pl-3 text-sm">
      {proposed}
    </ul>
  );
}

function proposalsOf({ id, personName, answer }: Assignment, { id: turnId, text: before }: Turn) {
  const edit = answer?.edits.find((other) => other.turnId === turnId);
  const said = [];
  if (edit)
    said.push(
      <li key={`${id}.text`}>
        <p className="flex items-center gap-2 text-ink-soft text-xs">
          <PenLine aria-hidden className="size-3.5" />
          {personName} proposes another text
        </p>
        <WordDiffView before={before} after={edit.text} />
      </li>,
    );
  if (answer?.endMarkId === turnId)
    said.push(
      <li key={`${id}.end`} className="flex items-center gap-2 text-ink-soft text-xs">
        <CircleStop aria-hidden className="size-3.5" />
        {personName}: a real user stops here
      </li>,
    );
  if (answer?.untrained.includes(turnId))
    said.push(
      <li key={`${id}.mask`} className="flex items-center gap-2 text-ink-soft text-xs">
        <EyeOff aria-hidden className="size-3.5" />
        {personName}: leave it out of training
      </li>,
    );
  return said;
}
