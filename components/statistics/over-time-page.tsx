"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { dataKeys } from "@/lib/client/data-keys";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import { statisticsQueries } from "@/lib/client/queries/statistics-queries";
import { useFollowedFigures } from "@/lib/client/use-followed-figures";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import { dialoguesOf } from "@/lib/domain/training/dialogues-of";
import { ChartFrame } from "../charts/chart-frame";
import { Link } from "../layout/link";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { lazyPart } from "../ui/lazy-part";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import type { Way } from "./over-time-lines";
import { statisticsMoment } from "./statistics-moment";

const ways = [
  { value: "days", label: "By day" },
  { value: "snapshots", label: "By snapshot" },
] as const;

const OverTimeLines = lazyPart(statisticsMoment, ({ statisticsParts }) => statisticsParts.OverTimeLines);

/** How each figure of a data set changed, by the day of its dialogues and from snapshot to snapshot. */
export function OverTimePage({ dataSetId }: { dataSetId: string }) {
  useFollowedFigures({ dataSetIds: [dataSetId], queryKey: dataKeys.statistics.dataSet(dataSetId), everyMs: 1_000 });
  const [dataSet, found] = [useQuery(dataSetQueries.one(dataSetId)), useQuery(statisticsQueries.overTime(dataSetId))];
  const [way, go] = useState<Way>("days");
  const [chosen, choose] = useState<string>();
  const failed = [dataSet, found].find(({ isError }) => isError);
  if (failed?.error) return <QueryError what="the figures" error={failed.error} onRetry={failed.refetch} />;
  if (!dataSet.data || !found.data) return <SkeletonRows label="Reading the figures" />;
  const groups = [...new Set(found.data.figures.map(({ group }) => group))];
  const group = chosen ?? groups[0] ?? "";
  return (
    <Page
      title={`${dataSet.data.name} over time`}
      lead={
        <>
          How{" "}
          <Link href={statisticsHrefs.dataSet(dataSetId)} className="text-accent underline">
            its figures
          </Link>{" "}
          changed: by the day on which dialogues were begun (UTC), and from snapshot to snapshot.
        </>
      }
    >
      <ChartFrame
        title={way === "days" ? "By day" : "By snapshot"}
        caption={
          way === "days"
            ? "Means over the dialogues of each day, with 95 % intervals from six dialogues on. Of more than 60 days several stand together. A point opens its dialogues."
            : "Means over each snapshot that is measured, with 95 % intervals. A point opens what is measured of it."
        }
        fileName={`${dataSet.data.name}-over-time`}
      >
        <div className="mb-4 flex flex-wrap gap-3">
          <Segmented legend="Over what" value={way} options={ways} onChange={go} />
          <Segmented
            legend="Figures"
            value={group}
            options={groups.map((one) => ({ value: one, label: one }))}
            onChange={choose}
          />
        </div>
        <OverTimeLines found={found.data} way={way} group={group} dialogues={dialoguesOf(dataSet.data)} />
      </ChartFrame>
    </Page>
  );
}
