"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useJudges } from "@/lib/client/mutations/judge-mutations";
import { judgeQueries } from "@/lib/client/queries/judge-queries";
import type { JudgeRun } from "@/lib/domain/judging/judge-run";
import { JobsAbout } from "../job/jobs-about";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { LoadMore } from "../table/load-more";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { formatCompact, formatMoney, formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { errorToast } from "../ui/toasts";
import { JudgeDialog } from "./judge-dialog";
import { ImportJudgments, JudgingImports } from "./judging-imports";
import { RulingButtons } from "./ruling-buttons";

/** Model judges: who was asked what, how far they are, and what cannot be read. */
export function JudgesPanel({ evaluationId, ofDialogues }: { evaluationId: string; ofDialogues: boolean }) {
  const judgeRuns = useInfiniteQuery(judgeQueries.judgeRuns(evaluationId));
  const items = judgeRuns.data?.pages.flatMap((page) => page.items) ?? [];
  const manages = useMay("evaluation.manage");
  const [open, setOpen] = useState<"ask" | "import" | null>(null);
  return (
    <Panel
      title="Model judges"
      description="They help and are held against people: each pair is read in both orders, and only where both agree has anybody won."
      aside={
        manages && (
          <div className="flex gap-2">
            <Button size="sm" onClick={() => setOpen("ask")}>
              Ask a judge
            </Button>
            <Button size="sm" variant="quiet" onClick={() => setOpen("import")}>
              Import judgments or votes
            </Button>
          </div>
        )
      }
    >
      {judgeRuns.isError && <QueryError what="the judges" error={judgeRuns.error} onRetry={judgeRuns.refetch} />}
      {judgeRuns.isSuccess && items.length === 0 && <p className="text-ink-soft text-sm">No judge was asked yet.</p>}
      {items.length > 0 && (
        <Table caption="Judges">
          <thead>
            <tr>
              <HeadCell>Judge</HeadCell>
              <HeadCell>Judges</HeadCell>
              <HeadCell>Status</HeadCell>
              <HeadCell numeric>Judged</HeadCell>
              <HeadCell numeric>Not readable</HeadCell>
              <HeadCell numeric>Failed</HeadCell>
              <HeadCell numeric>Tokens</HeadCell>
              <HeadCell numeric>Cost</HeadCell>
              <HeadCell>
                <span className="sr-only">What can be done</span>
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {items.map((judgeRun) => (
              <JudgeRunRow key={judgeRun.id} judgeRun={judgeRun} evaluationId={evaluationId} manages={manages} />
            ))}
          </tbody>
        </Table>
      )}
      {judgeRuns.hasNextPage && <LoadMore list={judgeRuns} shown={items.length} noun="judge" />}
      {items
        .filter(({ status }) => status === "running")
        .map(({ id }) => (
          <JobsAbout key={id} subject={id} />
        ))}
      <JudgingImports evaluationId={evaluationId} manages={manages} />
      {open === "ask" && (
        <JudgeDialog evaluationId={evaluationId} ofDialogues={ofDialogues} onClose={() => setOpen(null)} />
      )}
      {open === "import" && <ImportJudgments evaluationId={evaluationId} onClose={() => setOpen(null)} />}
    </Panel>
  );
}

const statusWords = { running: "Judging", paused: "Paused", done: "Done" } as const;

function JudgeRunRow({
  judgeRun,
  evaluationId,
  manages,
}: {
  judgeRun: JudgeRun;
  evaluationId: string;
  manages: boolean;
}) {
  const { steer } = useJudges(evaluationId);
  const {
    id,
    judge,
    mode,
    status,
    ready,
    waiting,
    failed,
    unreadable,
    inputTokens,
    outputTokens,
    cost,
    modelId,
    isLeftOut,
  } = judgeRun;
  const act = (what: "pause" | "resume" | "retry", label: string) => (
    <Button
      size="sm"
      variant="quiet"
      pending={steer.isPending}
      onClick={() => steer.mutate({ judgeRunId: id, act: what }, { onError: (error) => errorToast(messageOf(error)) })}
    >
      {label}
      <span className="sr-only"> {judge}</span>
    </Button>
  );
  return (
    <Row>
      <Cell dir="auto" className="min-w-32 font-medium">
        {judge} {isLeftOut && <Badge tone="warn">Left out</Badge>}
      </Cell>
      <Cell className="text-ink-soft">{mode === "pair" ? "pairs, both orders" : "single answers"}</Cell>
      <Cell>
        <Badge tone={status === "running" ? "ok" : "neutral"}>
          {modelId === null ? "From a file" : statusWords[status]}
        </Badge>
      </Cell>
      <Cell numeric>
        {formatNumber(ready)} of {formatNumber(ready + waiting + failed)}
      </Cell>
      <Cell numeric>{formatNumber(unreadable)}</Cell>
      <Cell numeric className={failed > 0 ? "text-danger" : undefined}>
        {formatNumber(failed)}
      </Cell>
      <Cell numeric>{formatCompact(inputTokens + outputTokens)}</Cell>
      <Cell numeric>{formatMoney(cost)}</Cell>
      <Cell className="whitespace-nowrap text-right">
        {manages && modelId !== null && (
          <>
            {status === "running" && act("pause", "Pause")}
            {status === "paused" && act("resume", "Go on")}
            {status === "done" && act("resume", "Judge what is new")}
            {failed > 0 && act("retry", "Try again")}
          </>
        )}
        {manages && (
          <RulingButtons
            evaluationId={evaluationId}
            subject="judge_run"
            id={id}
            isLeftOut={isLeftOut}
            name={judge}
            holds={`${formatNumber(ready + failed)} judgments${cost > 0 ? `, which cost ${formatMoney(cost)},` : ""}`}
          />
        )}
      </Cell>
    </Row>
  );
}
