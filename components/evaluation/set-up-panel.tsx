"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import { teamQueries } from "@/lib/client/queries/team-queries";
import type { EvaluationDetail } from "@/lib/contract/endpoints/evaluations";
import { hrefs } from "@/lib/contract/hrefs";
import type { EvaluationSpec } from "@/lib/domain/judging/evaluation";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { LoadMore } from "../table/load-more";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { SkeletonRows } from "../ui/skeleton";

/** How an evaluation is set up: what raters are told, who votes how often, and on which questions. */
export function SetUpPanel({ detail: { evaluation } }: { detail: EvaluationDetail }) {
  const { id, spec, status, progress } = evaluation;
  const manages = useMay("evaluation.manage");
  return (
    <Panel
      title="Set-up"
      aside={
        manages &&
        status === "draft" && (
          <Button asChild size="sm">
            <Link href={hrefs.evaluationDraft(id)}>Edit the draft</Link>
          </Button>
        )
      }
    >
      <dl className="grid gap-x-6 gap-y-4 text-sm sm:grid-cols-[10rem_1fr]">
        <Part name="Instructions">
          {spec.instructions ? (
            <p dir="auto" className="max-w-prose whitespace-pre-wrap [overflow-wrap:anywhere]">
              {spec.instructions}
            </p>
          ) : (
            <span className="text-ink-soft">
              None; raters are told to vote for the side they would rather have had.
            </span>
          )}
        </Part>
        {spec.criteria.length > 0 && (
          <Part name="Criteria">
            <span className="flex flex-wrap gap-1.5">
              {spec.criteria.map(({ key, label }) => (
                <Badge key={key}>{label}</Badge>
              ))}
            </span>
          </Part>
        )}
        <Part name="Votes">{votesTold(spec)}</Part>
        <Part name="Raters">
          <Raters ids={spec.raters} />
        </Part>
        {manages && progress.items > 0 && (
          <Part name="Questions">
            <Questions evaluationId={id} count={progress.items} />
          </Part>
        )}
      </dl>
    </Panel>
  );
}

function Part({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-ink-faint sm:pt-px">{name}</dt>
      <dd className="-mt-3 min-w-0 sm:mt-0">{children}</dd>
    </div>
  );
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}

function servedTo(overlap: EvaluationSpec["overlap"]): string {
  if (!overlap) return "Each comparison goes to one person";
  if (overlap.share === 1) return `Each comparison goes to ${overlap.people} people`;
  return `${percent(overlap.share)} of the comparisons go to ${overlap.people} people, the others to one`;
}

function votesTold({
  kind,
  overlap,
  byRound,
  strength,
  baseline,
  goldRate,
  repeatRate,
  reveal,
}: EvaluationSpec): string {
  return [
    baseline === null ? null : `All against ${baseline}`,
    servedTo(overlap),
    byRound ? "each round is judged, then the whole" : null,
    strength ? "raters say how clear it is" : null,
    goldRate > 0 ? `${percent(goldRate)} have a known outcome` : null,
    repeatRate > 0 && kind !== "turing" && !reveal ? `${percent(repeatRate)} come back with the sides exchanged` : null,
    reveal ? "names are told after each vote" : null,
  ]
    .filter((part) => part !== null)
    .join("; ")
    .concat(".");
}

function Raters({ ids }: { ids: string[] }) {
  const { data: members } = useQuery({ ...teamQueries.members(), enabled: ids.length > 0 });
  if (ids.length === 0) return "Everybody who may vote";
  const names = members?.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  return <span className="[overflow-wrap:anywhere]">{names?.join(", ") ?? `${ids.length} people`}</span>;
}

/** What candidates are asked, when somebody wants to see it. */
function Questions({ evaluationId, count }: { evaluationId: string; count: number }) {
  const [open, setOpen] = useState(false);
  const items = useInfiniteQuery({ ...judgingQueries.items(evaluationId), enabled: open });
  const shown = items.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer">{formatNumber(count)}, as they are asked</summary>
      {items.isError && <QueryError what="the questions" error={items.error} onRetry={items.refetch} />}
      {open && items.isPending && <SkeletonRows rows={3} label="Fetching the questions" />}
      <ol className="mt-2 max-h-96 divide-y divide-line overflow-y-auto rounded-lg border border-line">
        {shown.map(({ id, category, turns }) => (
          <li key={id} className="px-3 py-2">
            {category && <span className="text-ink-faint text-xs">{category}</span>}
            {turns.map((turn, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a turn is known by its place.
              <p key={i} dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
                {turn}
              </p>
            ))}
          </li>
        ))}
      </ol>
      {items.hasNextPage && <LoadMore list={items} shown={shown.length} noun="question" />}
    </details>
  );
}
