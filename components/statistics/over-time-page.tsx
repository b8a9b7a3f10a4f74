"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { dataKeys } from "@/lib/client/data-keys";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import { statisticsQueries } from "@/lib/client/queries/statistics-queries";
import { useFollowedFigures } from "@/lib/client/use-followed-figures";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { hrefs } from "@/lib/contract/hrefs";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import type { FiguresOverTime } from "@/lib/domain/statistics/figures-over-time";
import { dialoguesOf } from "@/lib/domain/training/dialogues-of";
import { ChartFrame } from "../charts/chart-frame";
import { LineChart, type LinePoint } from "../charts/line-chart";
import { Link } from "../layout/link";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { EmptyState } from "../ui/empty-state";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import { tellFigure } from "./figure-words";

const ways = [
  { value: "days", label: "By day" },
  { value: "snapshots", label: "By snapshot" },
] as const;
type Way = (typeof ways)[number]["value"];

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
        <Lines found={found.data} way={way} group={group} dialogues={dialoguesOf(dataSet.data)} />
      </ChartFrame>
    </Page>
  );
}

type LinesProps = { found: FiguresOverTime; way: Way; group: string; dialogues: DialogueFilter };

function Lines({ found, way, group, dialogues }: LinesProps) {
  const places = way === "days" ? found.days : found.snapshots;
  if (places.length === 0)
    return (
      <EmptyState title={way === "days" ? "Nothing is measured yet" : "No snapshot is measured yet"}>
        {way === "days"
          ? "A worker measures the data set now; its days come with that."
          : "Open the figures of a snapshot to have it measured; each is a point here then."}
      </EmptyState>
    );
  const shown = found.figures.filter((figure) => figure.group === group);
  const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });
  return (
    <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2 xl:grid-cols-3">
      {shown.map(({ id, name, unit }) => {
        const points = way === "days" ? ofDays(found, id, dialogues) : ofSnapshots(found, id);
        if (points.length === 0) return null;
        return (
          <div key={id} className="min-w-0">
            <LineChart
              title={name}
              size="panel"
              x={
                way === "days"
                  ? { label: "Day", kind: "time", format: (at) => day.format(at) }
                  : { label: "Snapshot", format: (at) => (Number.isInteger(at) ? `${at}` : "") }
              }
              y={{ label: unit, format: (value) => tellFigure(value, unit) }}
              series={[{ key: id, label: name, position: 0, points }]}
            />
          </div>
        );
      })}
    </div>
  );
}

function ofDays({ days }: FiguresOverTime, id: string, dialogues: DialogueFilter): LinePoint[] {
  return days.flatMap(({ from, to, figures }) => {
    const place = figures[id];
    if (!place) return [];
    const href = hrefs.dialoguesOf({ ...dialogues, madeFrom: from, madeTo: to });
    const label = from === to ? from : `${from} to ${to}`;
    return [{ key: from, label, x: Date.parse(`${from}T00:00:00Z`), y: place.mean, interval: place.interval, href }];
  });
}

function ofSnapshots({ snapshots }: FiguresOverTime, figure: string): LinePoint[] {
  return snapshots.flatMap(({ id, number, figures }) => {
    const place = figures[figure];
    if (!place) return [];
    const href = dataHrefs.snapshotFigures(id);
    return [{ key: id, label: `No. ${number}`, x: number, y: place.mean, interval: place.interval, href }];
  });
}
