"use client";

import { useQuery } from "@tanstack/react-query";
import { Activity, MessagesSquare } from "lucide-react";
import type { ReactNode } from "react";
import { createMoment } from "@/lib/client/moment";
import { runQueries } from "@/lib/client/queries/run-queries";
import { seedSetQueries } from "@/lib/client/queries/seed-set-queries";
import { hrefs } from "@/lib/contract/hrefs";
import type { Run, RunProgress, Sampling } from "@/lib/domain/run";
import { BudgetNotice } from "../budget/budget-notice";
import { Link } from "../layout/link";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { useModelName } from "../transcript/use-model-name";
import { Button } from "../ui/button";
import { formatMoney, formatNumber } from "../ui/format-number";
import { lazyPart } from "../ui/lazy-part";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { RunFigures } from "./run-figures";
import { RunStatusBadge } from "./run-status-badge";
import { RunSteering } from "./run-steering";
import { RunDelays, RunTrouble } from "./run-trouble";

/** Where a run is a draft still: its form. */
const draftMoment = createMoment("the set-up", () => import("./run-set-up"));

/** The whole form, which only a draft shows. */
const DraftRun = lazyPart(draftMoment, ({ DraftRun }) => DraftRun, <SkeletonRows rows={6} />);

/** A run: how far it is, what can be done with it, how it was set up. A draft is its form. */
export function RunPage({ runId }: { runId: string }) {
  const { data, error, refetch } = useQuery(runQueries.one(runId));
  const mayRun = useMay("run.manage");
  if (!data) {
    return (
      <Page title="Run">
        {error ? <QueryError what="the run" error={error} onRetry={refetch} /> : <SkeletonRows rows={6} />}
      </Page>
    );
  }
  const { run, progress } = data;
  return (
    <Page
      title={run.spec.name}
      lead={<Lead run={run} byStatus={progress.byStatus} />}
      actions={<RunSteering run={run} />}
    >
      {run.status === "draft" ? (
        mayRun ? (
          <DraftRun run={run} />
        ) : (
          <RunSetUp run={run} />
        )
      ) : (
        <div className="space-y-5">
          <nav aria-label="Its dialogues" className="flex flex-wrap gap-2">
            <Button asChild>
              <Link href={hrefs.liveRun(run.id)}>
                <Activity aria-hidden className="size-4" />
                Live wall
              </Link>
            </Button>
            <Button asChild>
              <Link href={hrefs.dialoguesOfRun(run.id)}>
                <MessagesSquare aria-hidden className="size-4" />
                Dialogues
              </Link>
            </Button>
          </nav>
          {progress.byStatus.queued > 0 && run.status !== "paused" && <BudgetNotice />}
          <RunTrouble run={run} progress={progress} />
          <RunDelays progress={progress} />
          <RunFigures run={run} progress={progress} />
          <RunSetUp run={run} />
        </div>
      )}
    </Page>
  );
}

function Lead({ run, byStatus }: { run: Run; byStatus: RunProgress["byStatus"] }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <RunStatusBadge run={run} byStatus={byStatus} />
      <span>
        made <RelativeTime at={run.createdAt} />
      </span>
      {run.statusDetail && <span className="font-medium text-ink">{run.statusDetail}</span>}
    </span>
  );
}

/** How a run was set up, in words. */
function RunSetUp({ run: { spec } }: { run: Run }) {
  const nameOf = useModelName();
  const seedSet = useQuery({ ...seedSetQueries.one(spec.seedSetId ?? ""), enabled: spec.seedSetId !== null }).data
    ?.seedSet;
  const { stopRules, budget } = spec;
  return (
    <Panel title="How it is set up">
      <dl className="grid gap-x-8 gap-y-4 text-sm sm:grid-cols-2">
        <Side name="User simulator" modelId={spec.simulatorId} nameOf={nameOf} sampling={spec.simulatorSampling} />
        <Side name="Assistant" modelId={spec.assistantId} nameOf={nameOf} sampling={spec.assistantSampling} />
        <Item name="Begins with">
          {spec.seedSetId === null ? (
            "nothing: the user simulator opens"
          ) : (
            <Link href={hrefs.seedSet(spec.seedSetId)} className="text-accent hover:underline">
              {seedSet?.name ?? spec.seedSetId}
            </Link>
          )}
        </Item>
        <Item name="Size">
          {formatNumber(spec.dialogues)} dialogues, {formatNumber(spec.concurrency)} at a time
        </Item>
        <Item name="A dialogue ends">
          at {formatNumber(stopRules.contextTokens)} tokens of context
          {stopRules.maxRounds !== null && `, after ${stopRules.maxRounds} rounds`}
          {stopRules.repetition !== null && `, on repetition from ${stopRules.repetition}`}
          {stopRules.endPhrases.length > 0 && `, on “${stopRules.endPhrases.join("”, “")}”`}
        </Item>
        <Item name="Hard cap">
          {budget === null
            ? "none"
            : budget.unit === "tokens"
              ? `${formatNumber(budget.amount)} tokens`
              : formatMoney(budget.amount)}
        </Item>
        <Item name="Random seed">{spec.randomSeed}</Item>
        <Prompt name="User simulator is told" text={spec.simulatorPrompt} />
        <Prompt name="Assistant is told" text={spec.assistantPrompt} />
      </dl>
    </Panel>
  );
}

function Item({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-faint text-xs">{name}</dt>
      <dd className="mt-0.5 break-words tabular-nums">{children}</dd>
    </div>
  );
}

type SideProps = { name: string; modelId: string; nameOf: (id: string) => string; sampling: Sampling };

function Side({ name, modelId, nameOf, sampling }: SideProps) {
  const { temperature, topP, maxTokens } = sampling;
  const said = [
    temperature !== undefined && `temperature ${temperature}`,
    topP !== undefined && `top p ${topP}`,
    maxTokens !== undefined && `up to ${formatNumber(maxTokens)} tokens a turn`,
  ].filter(Boolean);
  return (
    <Item name={name}>
      <Link href={hrefs.model(modelId)} className="text-accent hover:underline">
        {nameOf(modelId)}
      </Link>
      <span className="block text-ink-faint text-xs">{said.join(", ") || "sampling as in the catalogue"}</span>
    </Item>
  );
}

function Prompt({ name, text }: { name: string; text: string }) {
  if (text === "") return null;
  return (
    <Item name={name}>
      <p dir="auto" className="max-h-48 overflow-y-auto whitespace-pre-wrap text-ink-soft">
        {text}
      </p>
    </Item>
  );
}
