import { hrefs } from "@/lib/contract/hrefs";
import type { Performance } from "@/lib/domain/statistics/performance";
import { ChartFrame } from "../charts/chart-frame";
import { LineChart } from "../charts/line-chart";
import { formatCompact, formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { tellFigure } from "./figure-words";
import { scalingSeries, scoreWords } from "./performance-words";

/** How the score grows with the dialogues that a model was trained on: a line for each data set. */
export function ScalingPanel({ performance }: { performance: Performance }) {
  const { scores, chosen } = performance;
  const score = scores.find(({ key }) => key === chosen?.key);
  if (!chosen || !score) return null;
  const sets = scalingSeries(performance);
  const sizes = new Set(sets.flatMap(([, models]) => models.map(({ model }) => model.dialogues)));
  if (sizes.size < 2)
    return (
      <Panel title="Scaling curve">
        <p className="text-ink-soft text-sm">
          All scored models were trained on as many dialogues. With models of two sizes or more (10,000, 20,000 … all)
          the curve stands here; subsets of a snapshot are chosen with its export.
        </p>
      </Panel>
    );
  return (
    <ChartFrame
      title="Scaling curve"
      fileName="scaling-curve"
      caption={`The ${scoreWords(score)} by how many dialogues a model was trained on, a line for each data set; bars are 95 % intervals of the score.`}
    >
      <LineChart
        title="Scaling curve"
        x={{
          label: "Dialogues",
          kind: "log",
          format: (value) => (value < 10_000 ? formatNumber(value) : formatCompact(value)),
        }}
        y={{ label: "Score", format: (value) => tellFigure(value, "") }}
        series={sets.map(([name, models], position) => ({
          key: name,
          label: name,
          position,
          points: models.map(({ model, value }) => ({
            key: model.modelId,
            label: `${model.modelName}, ${name}`,
            x: model.dialogues,
            y: value.score,
            interval: value.interval,
            href: hrefs.model(model.modelId),
          })),
        }))}
      />
    </ChartFrame>
  );
}
