"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { workOf } from "@/lib/client/browser-outbox";
import type { Command } from "@/lib/client/commands";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import { useCommands } from "@/lib/client/use-commands";
import { useLoadAhead } from "@/lib/client/use-load-ahead";
import type { RatingInstructions } from "@/lib/contract/endpoints/ballots";
import { hrefs } from "@/lib/contract/hrefs";
import { guidelineMoment } from "../annotation/guideline-moment";
import { RefusedEntries } from "../annotation/refused-entries";
import { useArrivals, useOutbox } from "../annotation/use-outbox";
import { useUndo } from "../annotation/use-undo";
import { useWorkSession } from "../annotation/use-work-session";
import { WorkArea } from "../annotation/work-area";
import { WorkBar } from "../annotation/work-bar";
import { QueryError } from "../layout/query-error";
import { useViewer } from "../layout/viewer-context";
import { plainWords } from "../markdown/plain-words";
import { formatNumber } from "../ui/format-number";
import { lazyPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";
import { errorToast, messagesMoment } from "../ui/toasts";
import { besideVoteMoment } from "./compare-moment";
import { compareWork, useUndoVotes } from "./compare-work";
import { Comparison } from "./comparison";
import { NothingToVote } from "./nothing-to-vote";

const GuidelineDrawer = lazyPart(guidelineMoment, ({ GuidelineDrawer }) => GuidelineDrawer);
const VotesDrawer = lazyPart(besideVoteMoment, ({ besideVote }) => besideVote.VotesDrawer);

/** One blind comparison after the other, until nothing is left. */
export function CompareScreen({ evaluationId }: { evaluationId: string }) {
  const work = useMemo(() => compareWork(evaluationId), [evaluationId]);
  const { data: instructions, error, refetch } = useQuery(judgingQueries.instructions(evaluationId));
  const { session, view, lost } = useWorkSession(work);
  const [beside, setBeside] = useState<null | "instructions" | "votes">(null);
  const queries = useQueryClient();
  const { queryKey } = judgingQueries.instructions(evaluationId);
  const undo = useUndo(work, session, () => void queries.invalidateQueries({ queryKey }));
  const waiting = useOutbox().waiting.filter((entry) => entry.problem === undefined && workOf(entry) === evaluationId);
  const skipsWaiting = waiting.filter(({ kind }) => kind === "skip_ballot").length;
  useLoadAhead(besideVoteMoment, guidelineMoment, messagesMoment);

  useArrivals(evaluationId, (_, arrived) => {
    if (arrived.kind === "vote" && arrived.ballot.status === "late")
      errorToast("Your last vote came too late to count: its place had gone to somebody else. It is kept.");
    if (arrived.kind === "answer") return;
    const { waiting } = arrived.ballot;
    queries.setQueryData(queryKey, (before) => before && { ...before, waiting });
  });

  const { takeBack, undoLast } = useUndoVotes(evaluationId, undo, setBeside);
  const commands = [
    command("compare-guide", "Instructions", "g", () => setBeside("instructions")),
    command("compare-votes", "Your votes", "y", () => setBeside("votes")),
  ];
  useCommands(view.current ? commands : [...commands, command("compare-undo", "Undo", "z", undoLast)]);

  if (error && !instructions) return <QueryError what="the evaluation" error={error} onRetry={refetch} />;
  if (!instructions) return <SkeletonRows rows={6} label="Opening the evaluation" />;
  const skipsLeft = Math.max(0, instructions.waiting.skipsLeft - skipsWaiting);
  return (
    <div className="flex flex-1 flex-col">
      <CompareBar instructions={instructions} skipsLeft={skipsLeft} commands={commands} />
      <RefusedEntries work={work} onOpen={undo.open} />
      <InstructionsLine instructions={instructions} onOpen={() => setBeside("instructions")} />
      <WorkArea
        session={session}
        view={view}
        noun="comparison"
        nothing={(reason) => (
          <NothingToVote
            reason={reason}
            voted={instructions.waiting.voted}
            unsent={waiting.length}
            onTakeSkipped={session.takeSkipped}
            onLookAgain={session.retry}
          />
        )}
      >
        {(ballot) => (
          <Comparison
            key={`${ballot.id}.${undo.visit}`}
            ballot={ballot}
            instructions={instructions}
            skipsLeft={skipsLeft}
            lost={lost}
            onSend={undo.send}
            onNext={(done) => undo.leave(done, "vote", null)}
            onPass={session.advance}
            onUndo={undoLast}
            onTakeBack={() => takeBack(ballot.id)}
          />
        )}
      </WorkArea>
      {beside === "instructions" && (
        <GuidelineDrawer
          title="Instructions"
          text={instructions.text}
          untold={untold(instructions)}
          onClose={() => setBeside(null)}
        />
      )}
      {beside === "votes" && (
        <VotesDrawer instructions={instructions} onTakeBack={takeBack} onClose={() => setBeside(null)} />
      )}
    </div>
  );
}

function command(id: string, label: string, key: string, run: () => void): Command {
  return { id, label, keys: [key], group: "Comparing", run };
}

function CompareBar({
  instructions,
  skipsLeft,
  commands,
}: {
  instructions: RatingInstructions;
  skipsLeft: number;
  commands: Command[];
}) {
  const { voted, takeable } = instructions.waiting;
  return (
    <WorkBar
      name={instructions.name}
      href={hrefs.rate(instructions.id)}
      progress={{ value: voted, max: voted + takeable, label: "Your votes" }}
      commands={commands}
    >
      {formatNumber(voted)} voted, {formatNumber(takeable)} to go
      <span className="text-ink-faint">
        · {formatNumber(skipsLeft)} {skipsLeft === 1 ? "skip" : "skips"} left
      </span>
    </WorkBar>
  );
}

/** What raters go by where nobody wrote instructions. */
function untold({ kind }: Pick<RatingInstructions, "kind">): string {
  if (kind === "turing") return "Read the dialogue whole and say whether its human is a real person or simulated.";
  return "Read both sides whole and vote for the one you would rather have had. If you cannot tell them apart, vote tie; if neither is any use, both bad.";
}

type InstructionsLineProps = { instructions: RatingInstructions; onOpen: () => void };

/** How the instructions begin, above the texts; a press shows all of them. */
function InstructionsLine({ instructions, onOpen }: InstructionsLineProps) {
  const leads = useViewer().roles.includes("lead");
  return (
    <>
      <button
        type="button"
        onClick={onOpen}
        className="flex w-full items-baseline gap-2 border-line border-b bg-sunken px-4 py-1.5 text-left text-ink-soft text-sm hover:bg-hover sm:px-6"
      >
        <span dir="auto" className="min-w-0 truncate">
          {firstWords(instructions.text) || untold(instructions)}
        </span>
        <span className="shrink-0 text-accent text-xs underline">All of it</span>
      </button>
      {leads && (
        <p className="border-line border-b bg-sunken px-4 py-1 text-ink-faint text-xs sm:px-6">
          You lead here, so nothing is kept from you: runs, models and results are a click away. Your votes are as blind
          as you keep them.
        </p>
      )}
    </>
  );
}

/** The first paragraph of a Markdown text in one line, without its marks; its first heading where it has nothing else. */
export function firstWords(markdown: string): string {
  const blocks = markdown
    .replace(/\r\n?/g, "\n")
    .split(/\n\s*\n|\n(?=#{1,6} )|(?<=^#{1,6} .*)\n/m)
    .map((block) => block.trim())
    .filter((block) => block !== "" && !/^([-*_=] *){3,}$/.test(block));
  const block = blocks.find((one) => !/^#{1,6} /.test(one)) ?? blocks[0] ?? "";
  const words = block
    .replace(/^ {0,3}(#{1,6} |>+ ?|[-*+] |\d+[.)] )/gm, "")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/(\*\*|__|~~|`)(.+?)\1/g, "$2")
    .replace(/(?<![\p{L}\d*])\*(\S[^*]*)\*(?![\p{L}\d*])/gu, "$1")
    .replace(/\s+/g, " ");
  return plainWords(words.trim());
}
