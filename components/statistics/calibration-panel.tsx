import type { ToldApart } from "@/lib/domain/statistics/corpus-figures";
import { wilsonShare } from "@/lib/stats/intervals";
import { ChartFrame } from "../charts/chart-frame";
import { LineChart, type LineSeries } from "../charts/line-chart";
import { formatNumber } from "../ui/format-number";
import { tellFigure } from "./figure-words";

const share = (value: number) => tellFigure(value, "share");

/** What the classifier says of texts that it did not learn from, against what was so; `href`: the dialogues that they are of. */
export function CalibrationPanel({ told, href }: { told: ToldApart; href: string }) {
  const series: LineSeries[] = [
    {
      key: "told",
      label: "The classifier",
      position: 0,
      points: told.bins
        .filter(({ texts }) => texts > 0)
        .map(({ from, texts, meanScore, humanShare }) => ({
          key: String(from),
          label: `${formatNumber(texts)} ${texts === 1 ? "text" : "texts"}`,
          x: meanScore,
          y: humanShare,
          interval: intervalOf(humanShare, texts),
          href,
        })),
    },
    {
      key: "honest",
      label: "An honest one",
      position: 1,
      points: [0, 1].map((at) => ({ key: String(at), label: "Honest", x: at, y: at, href })),
    },
  ];
  return (
    <ChartFrame
      title="Calibration"
      fileName="calibration"
      caption={`Texts by what the classifier says of them, in ten steps, against the share of them that people wrote, with 95 % intervals (Wilson). Off the line it says too much or too little: by ${share(told.calibrationError)} on average.`}
    >
      <LineChart
        title="Calibration"
        x={{ label: "Chance of a person, as the classifier sees it", kind: "linear", format: share }}
        y={{ label: "Written by people", kind: "linear", format: share }}
        series={series}
      />
    </ChartFrame>
  );
}

function intervalOf(share: number, texts: number) {
  const figure = wilsonShare(Math.round(share * texts), texts);
  return figure.ok ? figure.interval : null;
}
