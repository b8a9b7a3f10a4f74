"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { dataKeys } from "@/lib/client/data-keys";
import { gapQueries } from "@/lib/client/queries/gap-queries";
import { useNewsAbout } from "@/lib/client/use-news-about";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { Gap, GapCluster, GapFindings } from "@/lib/domain/statistics/gap";
import { many } from "../data-set/data-set-words";
import { JobsAbout } from "../job/jobs-about";
import { Link } from "../layout/link";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { formatNumber } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import { Stat } from "../ui/stat";
import { DomainsTable } from "./domains-table";
import { GapClusterCard } from "./gap-cluster-card";
import { GapTopicsTable } from "./gap-topics-table";
import { tellBits, verdicts, verdictWords } from "./gap-words";

/** What a simulator captures, misses and invents of what people say. */
export function GapPage({ gapId }: { gapId: string }) {
  const found = useQuery(gapQueries.one(gapId));
  useNewsAbout(gapId, dataKeys.statistics.gaps);
  if (found.isPending) return <SkeletonRows label="Reading the comparison" />;
  if (found.isError) return <QueryError what="the comparison" error={found.error} onRetry={found.refetch} />;
  const { gap, findings } = found.data;
  return (
    <Page title="Captured, missed, invented" lead={<Lead gap={gap} />}>
      <div className="space-y-6">
        <JobsAbout subject={gapId} />
        {findings ? (
          <Findings gap={gap} findings={findings} />
        ) : (
          gap.job?.status !== "failed" && (
            <p className="text-ink-soft">A worker clusters their turns; this page shows what it finds.</p>
          )
        )}
      </div>
    </Page>
  );
}

function Lead({ gap: { people, simulated, turns } }: { gap: Gap }) {
  const snapshot = ({ id, name }: Gap["people"]) => (
    <Link href={dataHrefs.snapshot(id)} className="text-accent underline">
      <bdi>{name}</bdi>
    </Link>
  );
  return (
    <>
      {turns === "openings" ? "How people begin" : "What people ask"} in {snapshot(people)}, and the simulator in{" "}
      {snapshot(simulated)}, clustered together.
    </>
  );
}

type Shown = GapCluster["verdict"] | "all";

function Findings({ gap, findings }: { gap: Gap; findings: GapFindings }) {
  const { clusters, divergence, ceiling, people, simulated } = findings;
  const of = (verdict: Shown) => clusters.filter((one) => verdict === "all" || one.verdict === verdict);
  const [shown, show] = useState<Shown>(() => (of("missed").length > 0 ? "missed" : "all"));
  const options = (["all", ...verdicts] as const).map((value) => ({
    value,
    label: `${value === "all" ? "All" : verdictWords[value].label} (${of(value).length})`,
  }));
  return (
    <>
      <dl className="flex flex-wrap gap-x-10 gap-y-4">
        <Stat name="Apart (Jensen–Shannon)">{tellBits(divergence)}</Stat>
        {divergence?.chance != null && (
          <Stat name="By chance, 95 of 100 times below">{divergence.chance.toFixed(3)} bits</Stat>
        )}
        <Stat name="One half of the people from the other">{tellBits(ceiling)}</Stat>
        <Stat name="People">{many(people.turns, "turn")}</Stat>
        <Stat name="Simulator">{many(simulated.turns, "turn")}</Stat>
        <Stat name="Clusters">{formatNumber(clusters.length)}</Stat>
      </dl>
      <section aria-label="Clusters" className="space-y-3">
        <Segmented legend="Which clusters" value={shown} options={options} onChange={show} />
        {shown !== "all" && <p className="text-ink-faint text-xs">{verdictWords[shown].hint}.</p>}
        {of(shown).length === 0 && <p className="text-ink-soft text-sm">There is none.</p>}
        <ul className="space-y-3">
          {of(shown).map((cluster) => (
            <GapClusterCard key={cluster.cluster} gapId={gap.id} cluster={cluster} />
          ))}
        </ul>
      </section>
      <DomainsTable peopleId={gap.people.id} simulatedId={gap.simulated.id} />
      <GapTopicsTable findings={findings} />
      <p className="max-w-prose text-ink-faint text-xs">
        Found {gap.finishedAt && <RelativeTime at={gap.finishedAt} />} by spherical k-means on vectors of{" "}
        {findings.vectoriser} ({formatNumber(findings.dimensions)} numbers), from {many(findings.sampled, "turn")} by
        seed {findings.seed}; all others were put to the nearest. {formatNumber(people.skipped + simulated.skipped)}{" "}
        turns had no vector. Names by c-TF-IDF. Shares with 95 % intervals by dialogue, none for fewer than five; that
        of the divergence from 200 draws of dialogues.
      </p>
    </>
  );
}
