"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useSteerEvaluation } from "@/lib/client/mutations/judging-mutations";
import { judgeQueries } from "@/lib/client/queries/judge-queries";
import type { EvaluationDetail } from "@/lib/contract/endpoints/evaluations";
import { hrefs } from "@/lib/contract/hrefs";
import type { EvaluationStatus } from "@/lib/domain/judging/evaluation";
import type { Ruling } from "@/lib/domain/judging/ruling";
import { JobsAbout } from "../job/jobs-about";
import { useGo } from "../layout/use-go";
import { useMay } from "../layout/viewer-context";
import { LoadMore } from "../table/load-more";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { formatCompact, formatMoney, formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { CandidateTable } from "./candidate-table";
import { JudgesPanel } from "./judges-panel";
import { OpenNamesPanel } from "./open-names-panel";
import { SetUpPanel } from "./set-up-panel";

const acts = { leave_out: "left out", count: "counts again", remove: "removed" } as const;

const statusTold = {
  open: "Missing answers are written and votes are taken.",
  paused: "Nothing is written and no comparison is handed out; votes on what raters have before them still count.",
  closed: "Results are for everybody, and no vote is taken any more.",
} as const;

/** What the page of an evaluation is made of. */
export const evaluationBody = {
  CandidateTable,
  EvaluationSteering,
  JobsAbout,
  JudgesPanel,
  OpenNamesPanel,
  RulingLog,
  SetUpPanel,
};

/** Launch, pause, go on, close; with what a launch will cost before it is done. */
function EvaluationSteering({ detail }: { detail: EvaluationDetail }) {
  const { evaluation } = detail;
  const manages = useMay("evaluation.manage");
  const { launch, update, remove } = useSteerEvaluation(evaluation.id);
  const [asked, ask] = useState<"close" | "delete" | null>(null);
  const go = useGo();
  if (!manages) return null;
  const { name, spec, status } = evaluation;
  const to = (next: EvaluationStatus) => update.mutate({ name, spec, status: next });
  const error = launch.error ?? update.error ?? remove.error;
  return (
    <Panel title="Steering" description={status === "draft" ? whatLaunchTakes(detail) : statusTold[status]}>
      <div className="flex flex-wrap items-center gap-2">
        {status === "draft" && (
          <>
            <Button variant="primary" pending={launch.isPending} onClick={() => launch.mutate()}>
              Launch
            </Button>
            <Button variant="quiet" onClick={() => ask("delete")}>
              Delete the draft
            </Button>
          </>
        )}
        {status === "open" && <Button onClick={() => to("paused")}>Pause</Button>}
        {status === "paused" && (
          <Button variant="primary" onClick={() => to("open")}>
            Go on
          </Button>
        )}
        {status === "closed" && <Button onClick={() => to("open")}>Open again</Button>}
        {(status === "open" || status === "paused") && <Button onClick={() => ask("close")}>Close</Button>}
        {error && (
          <p role="alert" className="min-w-0 flex-1 text-danger text-sm">
            {messageOf(error)}
          </p>
        )}
      </div>
      <ConfirmDialog
        open={asked === "close"}
        onOpenChange={() => ask(null)}
        title="Close this evaluation?"
        description="Names and results are shown to everybody then. Whoever has seen them cannot vote blind any more, even if you open it again. All votes are kept."
        act="Close it"
        onConfirm={() => to("closed")}
      />
      <ConfirmDialog
        open={asked === "delete"}
        onOpenChange={() => ask(null)}
        title="Delete this draft?"
        description="Its set-up and the files that were imported into it are gone then. Models, benchmarks and runs stay."
        act="Delete the draft"
        onConfirm={() => remove.mutate(undefined, { onSuccess: () => go(hrefs.evaluations) })}
      />
    </Panel>
  );
}

/** In words, from what candidates lack. */
function whatLaunchTakes({ candidates, evaluation }: EvaluationDetail): string {
  const items = evaluation.progress.items;
  const estimates = candidates.flatMap(({ estimate, missing }) => (estimate && missing > 0 ? [estimate] : []));
  if (items === 0) return "There is nothing to compare yet: import the files first.";
  if (estimates.length === 0)
    return candidates.some(({ missing }) => missing > 0)
      ? "A launch calls no model; what is missing comes from files."
      : "Everything is there; a launch calls no model.";
  const tokens = estimates.reduce((sum, one) => sum + one.tokens, 0);
  const cost = estimates.reduce((sum, one) => sum + one.cost, 0);
  const missing = candidates.reduce((sum, one) => sum + (one.estimate ? one.missing : 0), 0);
  return `A launch has ${formatNumber(missing)} answers written: ${formatCompact(tokens)} tokens if each is as long as it may be, which costs ${formatMoney(cost)} at the catalogue's prices.`;
}

/** Whom leads left out of the figures, counted again or removed: who, when and why. */
function RulingLog({ evaluationId }: { evaluationId: string }) {
  const rulings = useInfiniteQuery(judgeQueries.rulings(evaluationId));
  const items = rulings.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title="Left out and removed" description="What leads decided about whose votes count. It is kept for good.">
      <ol className="divide-y divide-line text-sm">
        {items.map((ruling) => (
          <li key={ruling.id} className="py-2 first:pt-0 last:pb-0">
            <p className="[overflow-wrap:anywhere]">
              {ruling.person.name} {acts[ruling.act]} {told(ruling)}
              {ruling.reason && <span className="text-ink-soft">: {ruling.reason}</span>}
            </p>
            <p className="text-ink-faint text-xs">
              <RelativeTime at={ruling.createdAt} />
              {ruling.lost && ` · ${lostOf(ruling.lost)}`}
            </p>
          </li>
        ))}
      </ol>
      {rulings.hasNextPage && <LoadMore list={rulings} shown={items.length} noun="decision" />}
    </Panel>
  );
}

function told({ subject, name }: Ruling): string {
  if (subject === "judge_run") return `the judge ${name}`;
  return subject === "import" ? `the file ${name || "without a name"}` : name;
}

function lostOf({ judgments, votes, cost }: NonNullable<Ruling["lost"]>): string {
  const held = [judgments > 0 && `${formatNumber(judgments)} judgments`, votes > 0 && `${formatNumber(votes)} votes`];
  const what = held.filter(Boolean).join(" and ") || "nothing";
  return `it held ${what}${cost > 0 ? `, which had cost ${formatMoney(cost)}` : ""}`;
}
