"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { messageOf } from "@/lib/client/client-error";
import type { Command } from "@/lib/client/commands";
import { useSettling } from "@/lib/client/mutations/review-mutations";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import { useCommands } from "@/lib/client/use-commands";
import type { QueueItem } from "@/lib/contract/endpoints/review-items";
import type { Assignment, ReviewAnswer } from "@/lib/domain/review/answer";
import type { Guideline } from "@/lib/domain/review/guideline";
import { ownDecision } from "@/lib/domain/review/settle";
import { CommandButton } from "../layout/command-button";
import { QueryError } from "../layout/query-error";
import { verdictWords } from "../transcript/dialogue-words";
import { layTranscript } from "../transcript/transcript";
import { TurnRow } from "../transcript/turn-row";
import { SkeletonRows } from "../ui/skeleton";
import { doneToast, errorToast } from "../ui/toasts";
import { AnswerCard } from "./answer-card";

const group = "Settle";

type SettleScreenProps = { queueId: string; itemId: string };

/** One item with everybody's answers side by side: take one, decide otherwise, or send one back. */
export function SettleScreen({ queueId, itemId }: SettleScreenProps) {
  const read = useQuery(reviewQueries.item(itemId));
  const queue = useQuery(reviewQueries.queue(queueId));
  const failed = read.error ?? queue.error;
  if (failed)
    return (
      <QueryError what="the item" error={failed} onRetry={() => void Promise.all([read.refetch(), queue.refetch()])} />
    );
  if (!read.data || !queue.data) return <SkeletonRows rows={8} label="Reading the item" />;
  return <SettleItem read={read.data} guideline={queue.data.guideline} />;
}

function SettleItem({ read, guideline }: { read: QueueItem; guideline: Guideline }) {
  const { item, dialogue, turns, assignments, known } = read;
  const { decide, askAgain, isFree, take, own, reopen } = useSettleActs(read, guideline);
  const rows = useMemo(
    () => layTranscript(turns, { headId: item.headId ?? dialogue.headId }).rows,
    [turns, item, dialogue],
  );
  const answered = answeredOf(read);
  const maySendBack = item.resolution?.by !== "reviewer" && !item.isGold;
  useCommands([...take, ...own, reopen]);

  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-60 flex-1 text-ink-soft text-sm">{statusLine(read)}</p>
        <CommandButton command={reopen} size="sm" />
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
              turns={turns}
              digit={digitOf(answered.indexOf(assignment))}
              chosen={item.resolution?.chosenId === id}
              onTake={isFree() && answer ? () => void decide(answer, id) : null}
              onSendBack={maySendBack ? (note) => askAgain(assignment, note) : null}
            />
          );
        })}
        {assignments.length === 0 && <p className="text-ink-soft text-sm">Nobody has looked at it yet.</p>}
      </div>
      {known && <p className="text-ink-soft text-sm">A gold item; the known answer: {verdictWords[known.verdict]}.</p>}
      <ol aria-label="Transcript" className="rounded-lg border border-line">
        {rows.map((row) => (
          <TurnRow
            key={row.turn.id}
            row={row}
            selected={false}
            untrained={dialogue.untrained.includes(row.turn.id)}
            endsHere={dialogue.endMarkId === row.turn.id}
            onLook={null}
          />
        ))}
      </ol>
    </div>
  );
}

/** What a reviewer can do about an item: take an answer, decide otherwise, send one back, reopen. */
function useSettleActs(read: QueueItem, guideline: Guideline) {
  const { item, dialogue, assignments } = read;
  const { settle, reopen, sendBack } = useSettling(item.id);
  const isSettled = item.resolution?.by === "reviewer";
  const pending = settle.isPending || reopen.isPending;
  const isFree = () => !pending && !isSettled && !item.isGold;

  async function decide(answer: ReviewAnswer, chosenId: string | null) {
    try {
      const seenIds = assignments.map(({ id }) => id);
      await settle.mutateAsync({ answer, chosenId, headId: dialogue.headId, seenIds });
      doneToast(`Settled: ${verdictWords[answer.verdict].toLowerCase()}. Press Z to reopen it.`);
    } catch (error) {
      errorToast(messageOf(error));
    }
  }
  /** Resolves to whether it is with them; what was typed stays at hand until then. */
  async function askAgain({ id, personName }: Assignment, note: string): Promise<boolean> {
    try {
      await sendBack.mutateAsync({ assignmentId: id, note });
      doneToast(`${personName} has it back`);
      return true;
    } catch (error) {
      errorToast(messageOf(error));
      return false;
    }
  }
  const answered = answeredOf(read);
  const given = answered.flatMap(({ answer }) => answer ?? []);
  const take = answered.slice(0, 9).map(
    ({ id, personName, answer }, i): Command => ({
      id: `settle-${i + 1}`,
      label: `Take the answer of ${personName}`,
      keys: [`${i + 1}`],
      group,
      when: isFree,
      run: () => answer && void decide(answer, id),
    }),
  );
  const own = (["accepted", "rejected"] as const).map(
    (verdict): Command => ({
      id: `settle-${verdict}`,
      label: verdict === "accepted" ? "Accept" : "Reject",
      group,
      when: isFree,
      keys: [verdict === "accepted" ? "a" : "x"],
      run: () => void decide(ownDecision(verdict, given, guideline), null),
    }),
  );
  const reopenCommand: Command = {
    id: "settle-reopen",
    label: "Reopen",
    keys: ["z"],
    group,
    when: () => !pending && isSettled,
    run: () =>
      reopen.mutate(undefined, {
        onSuccess: () => doneToast("Open again"),
        onError: (error) => errorToast(messageOf(error)),
      }),
  };
  return { decide, askAgain, isFree, take, own, reopen: reopenCommand };
}

const answeredOf = ({ assignments }: QueueItem) => assignments.filter(({ answer }) => answer !== null);

function digitOf(at: number): string | undefined {
  return at >= 0 && at < 9 ? String(at + 1) : undefined;
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
