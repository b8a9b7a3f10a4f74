"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { trainedQueries } from "@/lib/client/queries/trained-queries";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import type { TrainingCurves as Curves, TrainingJob } from "@/lib/domain/training-job/training-job";
import { ChartFrame } from "../charts/chart-frame";
import { useGo } from "../layout/use-go";
import { Field } from "../ui/field";
import { formatNumber } from "../ui/format-number";
import { Select } from "../ui/select";
import { CurveChart, type CurveSeries } from "./curve-chart";
import { TrainingCheckpoints } from "./training-checkpoints";

type Told = { id: string; name: string; curves: Curves };

/** What can be drawn of a training, by step; those that it does not tell are not there. */
const steps = [
  { key: "loss", title: "Loss", of: "loss", format: (value: number) => value.toFixed(2) },
  { key: "rate", title: "Learning rate", of: "learningRate", format: (value: number) => value.toExponential(1) },
  {
    key: "speed",
    title: "Tokens a second",
    of: "tokensPerSecond",
    format: (value: number) => formatNumber(Math.round(value)),
  },
  {
    key: "memory",
    title: "Memory of the device, GB",
    of: "memory",
    format: (value: number) => (value / 2 ** 30).toFixed(1),
  },
] as const;
const heldOut = [
  { title: "True next turn found first", of: (one: Curves["evaluations"][number]) => one.recall?.at1 ?? null },
  { title: "Among the first ten", of: (one: Curves["evaluations"][number]) => one.recall?.at10 ?? null },
  { title: "Mean reciprocal rank", of: (one: Curves["evaluations"][number]) => one.mrr },
];

/** Curves of a training as they grow, another one beside it where that is chosen; and its checkpoints. */
export function TrainingCurves({ training, beside }: { training: TrainingJob; beside?: string }) {
  const { data: own } = useQuery(trainedQueries.curves(training.id));
  const { data: theirs } = useQuery({ ...trainedQueries.curves(beside ?? ""), enabled: beside !== undefined });
  const { data: other } = useQuery({ ...trainedQueries.one(beside ?? ""), enabled: beside !== undefined });
  if (!own) return null;
  const all: Told[] = [{ id: training.id, name: training.name, curves: own }];
  if (theirs && other) all.push({ id: other.id, name: other.name, curves: theirs });
  const charts = chartsOf(all);
  return (
    <>
      <ChartFrame
        title="Curves"
        fileName={`training-${training.id}`}
        caption={
          own.ofSteps > own.steps.length
            ? `${formatNumber(own.steps.length)} of ${formatNumber(own.ofSteps)} steps are drawn.`
            : "By step; held-out figures are of dialogues that are never learned."
        }
      >
        <Beside training={training} beside={beside} />
        {charts.length === 0 ? (
          <p className="text-ink-soft text-sm">
            {training.outcome ? "It reported no figures." : "Nothing is reported yet; curves grow here as it trains."}
          </p>
        ) : (
          <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
            {charts.map(({ title, format, series }) => (
              <div key={title} className="min-w-0">
                <CurveChart title={title} format={format} series={series} />
              </div>
            ))}
          </div>
        )}
      </ChartFrame>
      <TrainingCheckpoints trainingId={training.id} checkpoints={own.checkpoints} />
    </>
  );
}

function chartsOf(all: readonly Told[]) {
  const ofSteps = steps.map(({ key, title, of, format }) => {
    const series: CurveSeries[] = all.flatMap(({ id, name, curves }, i) => {
      const line = { key: `${id} ${key}`, label: all.length > 1 ? name : title, position: i * 2 };
      const own = { ...line, points: curves.steps.map(({ step, [of]: y }) => ({ x: step, y })) };
      if (key !== "loss") return [own];
      const held = curves.evaluations.map(({ step, loss }) => ({ x: step, y: loss }));
      return [
        { ...own, label: all.length > 1 ? `${name}, training` : "Training" },
        {
          key: `${id} held`,
          label: all.length > 1 ? `${name}, held out` : "Held out",
          position: i * 2 + 1,
          points: held,
        },
      ];
    });
    return { title, format, series };
  });
  const ofHeldOut = heldOut.map(({ title, of }) => ({
    title,
    format: (value: number) => value.toFixed(2),
    series: all.map(({ id, name, curves }, i) => ({
      key: `${id} ${title}`,
      label: name,
      position: i * 2,
      points: curves.evaluations.map((one) => ({ x: one.step, y: of(one) })),
    })),
  }));
  return [...ofHeldOut, ...ofSteps]
    .map((chart) => ({ ...chart, series: chart.series.filter(({ points }) => points.some(({ y }) => y !== null)) }))
    .filter(({ series }) => series.length > 0);
}

/** Which other one is drawn on the same charts. */
function Beside({ training, beside }: { training: TrainingJob; beside?: string }) {
  const { data } = useInfiniteQuery(trainedQueries.list());
  const go = useGo();
  const others = data?.pages.flatMap(({ items }) => items).filter(({ id }) => id !== training.id) ?? [];
  if (others.length === 0) return null;
  return (
    <Field label="Beside" name="beside" className="mb-4 max-w-sm">
      <Select
        value={beside ?? ""}
        onChange={({ target }) =>
          go(
            target.value === "" ? trainingHrefs.training(training.id) : trainingHrefs.beside(training.id, target.value),
          )
        }
      >
        <option value="">No other training</option>
        {others.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
