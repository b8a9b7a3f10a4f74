"use client";

import { useState } from "react";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { MeasureAgainstScore, Performance } from "@/lib/domain/statistics/performance";
import { CandidateMark } from "../charts/candidate-mark";
import { ChartFrame } from "../charts/chart-frame";
import { type ScatterPanel, SmallMultiples } from "../charts/scatter-chart";
import { Button } from "../ui/button";
import { Panel } from "../ui/panel";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { tellFigure } from "./figure-words";
import { scoreWords, tellCoefficient, tellEstimate, warnOfFew } from "./performance-words";

const atFirst = 6;

/** Each measure against the chosen score: small plots, those first that go together most, and all coefficients. */
export function CorrelationPanel({ performance }: { performance: Performance }) {
  const [showsAll, setShowsAll] = useState(false);
  const { trained, scores, chosen } = performance;
  const score = scores.find(({ key }) => key === chosen?.key);
  if (!chosen || !score) return null;
  const measured = Math.max(0, ...chosen.measures.map(({ points }) => points.length));
  const warning = warnOfFew(measured);
  const told = chosen.measures.filter(({ points }) => points.length > 0).toSorted((a, b) => strength(b) - strength(a));
  const shown = showsAll ? told : told.slice(0, atFirst);
  const positions = new Map(trained.map(({ modelId }, i) => [modelId, i]));
  return (
    <>
      {warning && <p className="rounded-lg border border-line bg-sunken p-4 text-sm">{warning}</p>}
      {measured === 0 ? (
        <Panel title="Measures against the score">
          <p className="text-ink-soft text-sm">
            No snapshot of these models is measured yet. Open one above and have it measured.
          </p>
        </Panel>
      ) : (
        <ChartFrame
          title="Measures against the score"
          fileName="data-against-performance"
          caption={`A point is a model: across, what is measured of the snapshot that it was trained on; up, its ${scoreWords(score)}. Bars are 95 % intervals. Those first that go together most.`}
        >
          <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-ink-soft text-xs">
            {trained
              .filter(({ modelId }) => chosen.values.some((value) => value.modelId === modelId))
              .map(({ modelId, modelName }) => (
                <li key={modelId} className="flex min-w-0 items-center gap-1.5">
                  <CandidateMark position={positions.get(modelId) ?? 0} />{" "}
                  <bdi className="break-words">{modelName}</bdi>
                </li>
              ))}
          </ul>
          <SmallMultiples
            caption="Measures against the score"
            panels={shown.map((one) => panelOf(one, performance, positions))}
          />
        </ChartFrame>
      )}
      {told.length > atFirst && (
        <Button onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? `The ${atFirst} that go together most` : `All ${told.length} measures as plots`}
        </Button>
      )}
      {told.length > 0 && <Coefficients measures={told} />}
    </>
  );
}

function strength({ pearson }: MeasureAgainstScore): number {
  return pearson.ok ? Math.abs(pearson.value) : -1;
}

function panelOf(
  { id, name, unit, points, pearson }: MeasureAgainstScore,
  { trained, chosen }: Performance,
  positions: ReadonlyMap<string, number>,
): ScatterPanel {
  const format = (value: number) => tellFigure(value, unit);
  return {
    key: id,
    title: name,
    note: pearson.ok ? `r ${tellEstimate(pearson)}` : `n ${points.length}`,
    x: { label: unit === "share" || unit === "" ? name : unit, format },
    y: { label: "Score", format: (value) => tellFigure(value, "") },
    points: points.flatMap(({ modelId, x, xInterval }) => {
      const model = trained.find((one) => one.modelId === modelId);
      const value = chosen?.values.find((one) => one.modelId === modelId);
      if (!model || !value) return [];
      const at = { x, y: value.score, xInterval, yInterval: value.interval };
      const href = dataHrefs.snapshotFigures(model.snapshotId);
      return [{ key: modelId, label: model.modelName, position: positions.get(modelId) ?? 0, href, ...at }];
    }),
  };
}

function Coefficients({ measures }: { measures: readonly MeasureAgainstScore[] }) {
  const sure = measures.filter(
    ({ pearson }) => pearson.ok && pearson.interval && pearson.interval.low * pearson.interval.high > 0,
  );
  const byChance = Math.round(measures.length / 20);
  return (
    <div>
      <Table caption="Correlations of measures with the score">
        <thead>
          <tr>
            <HeadCell>Measure</HeadCell>
            <HeadCell numeric>Pearson</HeadCell>
            <HeadCell numeric>Spearman</HeadCell>
            <HeadCell numeric>Kendall</HeadCell>
            <HeadCell numeric>n</HeadCell>
          </tr>
        </thead>
        <tbody>
          {measures.map(({ id, name, definition, source, points, pearson, spearman, kendall }) => (
            <Row key={id}>
              <Cell className="min-w-48">
                <details>
                  <summary className="cursor-pointer font-medium">{name}</summary>
                  <p className="mt-1 max-w-prose text-ink-soft text-xs">{definition}</p>
                  <p className="text-ink-faint text-xs">Source: {source}.</p>
                </details>
              </Cell>
              {[pearson, spearman, kendall].map((estimate, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: three fixed columns.
                <Cell key={i} numeric>
                  <Coefficient estimate={estimate} />
                </Cell>
              ))}
              <Cell numeric>{points.length}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      <p className="mt-2 max-w-prose text-ink-faint text-xs">
        95 % intervals: Pearson's by Fisher's z, Spearman's by Bonett & Wright (2000), Kendall's tau-b by Fieller,
        Hartley & Pearson (1957). {sure.length} of {measures.length} measures have an interval of Pearson's that leaves
        out 0; about {byChance} would by chance alone where none goes with the score. Models that were trained on one
        snapshot share its measures and count as if they did not.
      </p>
    </div>
  );
}

function Coefficient({ estimate }: { estimate: MeasureAgainstScore["pearson"] }) {
  if (!estimate.ok) return <span className="whitespace-normal text-ink-faint text-xs">{estimate.reason}</span>;
  const { value, interval, why } = estimate;
  return (
    <>
      {tellCoefficient(value)}
      <span className="block whitespace-normal text-ink-faint text-xs">
        {interval ? `${tellCoefficient(interval.low)} to ${tellCoefficient(interval.high)}` : why}
      </span>
    </>
  );
}
