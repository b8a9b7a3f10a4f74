import { hrefs } from "@/lib/contract/hrefs";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import { ChartFrame } from "../charts/chart-frame";
import { LineChart } from "../charts/line-chart";
import { formatNumber } from "../ui/format-number";

type Growth = { words: number; types: number }[];
type GrowthPanelProps = {
  own: Growth;
  name: string;
  /** Whose dialogues a point opens; null until that is read. */
  dialogues: DialogueFilter | null;
  people: Growth | null;
  peopleDialogues: DialogueFilter | null;
};

/** How the vocabulary of users grows with what they say, beside people's. */
export function GrowthPanel({ own, name, dialogues, people, peopleDialogues }: GrowthPanelProps) {
  const sides = [
    { key: "own", label: name, growth: own, href: hrefs.dialoguesOf(dialogues ?? {}) },
    ...(people
      ? [{ key: "people", label: "People", growth: people, href: hrefs.dialoguesOf(peopleDialogues ?? {}) }]
      : []),
  ].filter(({ growth }) => growth.length > 1);
  if (sides.length === 0) return null;
  return (
    <ChartFrame
      title="Growth of the vocabulary"
      fileName="vocabulary"
      caption="Different words among the first so many that users say, in the order in which dialogues were drawn."
    >
      <LineChart
        title="Growth of the vocabulary"
        x={{ label: "Words", kind: "log", format: formatNumber }}
        y={{ label: "Different words", kind: "log", format: formatNumber }}
        series={sides.map(({ key, label, growth, href }, position) => ({
          key,
          label,
          position,
          points: growth.map(({ words, types }) => ({ key: `${key}-${words}`, label, x: words, y: types, href })),
        }))}
      />
    </ChartFrame>
  );
}
