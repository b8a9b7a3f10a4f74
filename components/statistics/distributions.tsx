"use client";

import { useState } from "react";
import { hrefs } from "@/lib/contract/hrefs";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import { binEdges, binEnd, writeFigureRange } from "@/lib/domain/statistics/bins";
import type { FigureRow, SnapshotFigures } from "@/lib/domain/training/snapshot-figures";
import { ChartFrame } from "../charts/chart-frame";
import { Histogram, type HistogramBin } from "../charts/histogram";
import { formatNumber } from "../ui/format-number";
import { Segmented } from "../ui/segmented";
import { ofWords, tellFigure } from "./figure-words";

type DistributionsProps = {
  figures: SnapshotFigures;
  /** Whose dialogues a bar opens. */
  dialogues: DialogueFilter;
  /** Names the saved files. */
  fileName: string;
};

/** How the values of each figure are spread, with people's behind; each bar opens the dialogues that have such a value. */
export function Distributions({ figures: { rows, counts, peopleCounts }, dialogues, fileName }: DistributionsProps) {
  const groups = [...new Set(rows.map(({ group }) => group))];
  const [chosen, choose] = useState(groups[0] ?? "");
  const shown = rows.filter(({ group, figure }) => group === chosen && figure !== null);
  if (rows.every(({ figure }) => figure === null)) return null;
  return (
    <ChartFrame
      title="Distributions"
      caption={`Bars are shares of all values${peopleCounts ? ", the surface behind them is people's" : ""}. Lengths stand on a logarithmic scale: each bin is wider than the one before. A bar opens the dialogues with such a value, as they were measured last.`}
      fileName={`${fileName}-distributions`}
    >
      <div className="mb-4">
        <Segmented
          legend="Figures"
          value={chosen}
          options={groups.map((group) => ({ value: group, label: group }))}
          onChange={choose}
        />
      </div>
      {shown.length === 0 && <p className="text-ink-faint text-sm">None of these has a value here.</p>}
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2 xl:grid-cols-3">
        {shown.map((row) => (
          <div key={row.id} className="min-w-0">
            <Histogram
              title={row.name}
              note={noteOf(row)}
              noun={ofWords[row.of]}
              axis={row.unit === "share" ? "share" : row.unit}
              bins={binsOf(row, counts[row.id] ?? {}, peopleCounts?.[row.id] ?? null, dialogues)}
            />
          </div>
        ))}
      </div>
    </ChartFrame>
  );
}

function noteOf({ figure, people, unit }: FigureRow): string {
  if (!figure) return "";
  const { mean, interval, values, skipped } = figure;
  const within = interval ? ` (${tellFigure(interval.low, unit)} to ${tellFigure(interval.high, unit)})` : "";
  const without = skipped > 0 ? `, ${formatNumber(skipped)} without` : "";
  const theirs = people ? `; people ${tellFigure(people.mean, unit)}` : "";
  return `${tellFigure(mean, unit)}${within}, n ${formatNumber(values)}${without}${theirs}`;
}

type Counts = Record<string, number>;

/** From the first bin in which something lies, of theirs or people's, to the last. */
function binsOf(
  { id, unit }: FigureRow,
  own: Counts,
  people: Counts | null,
  dialogues: DialogueFilter,
): HistogramBin[] {
  const edges = binEdges(unit);
  const held = edges.flatMap((edge, i) => (own[edge] || people?.[edge] ? [i] : []));
  const all = unit === "share" ? edges : edges.slice(held[0] ?? 0, (held.at(-1) ?? 0) + 1);
  return all.map((edge) => {
    const end = binEnd(unit, edge);
    const range = writeFigureRange({ figure: id, from: edge, to: end });
    const figure = [dialogues.figure, range].filter(Boolean).join(",");
    return {
      key: `${edge}`,
      label: saidBin(edge, end, unit),
      tick: unit === "share" ? `${Math.round(edge * 100)} %` : shortNumber(edge),
      count: own[edge] ?? 0,
      against: people && (people[edge] ?? 0),
      href: hrefs.dialoguesOf({ ...dialogues, figure }),
    };
  });
}

function saidBin(edge: number, end: number | null, unit: string): string {
  if (unit === "share") return `${Math.round(edge * 100)} to ${Math.round((end ?? 1) * 100)} %`;
  if (end === null) return `from ${formatNumber(edge)}`;
  return end === edge + 1 ? `${formatNumber(edge)}` : `${formatNumber(edge)} to below ${formatNumber(end)}`;
}

function shortNumber(value: number): string {
  return value < 1_000 ? `${value}` : value < 1e6 ? `${value / 1_000}k` : `${value / 1e6}M`;
}
