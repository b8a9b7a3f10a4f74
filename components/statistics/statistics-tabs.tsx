import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import { SectionTabs } from "../layout/section-tabs";

/** Each way of looking at what data is like. Only what exists. */
const pages = [
  { href: statisticsHrefs.figures, label: "Figures" },
  { href: statisticsHrefs.sideBySide(), label: "Side by side" },
  { href: statisticsHrefs.performance(), label: "Performance" },
  { href: statisticsHrefs.missing, label: "Missing" },
  { href: statisticsHrefs.map, label: "Map" },
];

export function StatisticsTabs({ here }: { here: string }) {
  return <SectionTabs label="Statistics" pages={pages} here={here} />;
}
