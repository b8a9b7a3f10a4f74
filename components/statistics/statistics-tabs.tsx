import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import { Link } from "../layout/link";
import { cx } from "../ui/cx";

/** Each way of looking at what data is like. Only what exists. */
const pages = [
  { href: statisticsHrefs.figures, label: "Figures" },
  { href: statisticsHrefs.sideBySide(), label: "Side by side" },
  { href: statisticsHrefs.performance(), label: "Performance" },
  { href: statisticsHrefs.missing, label: "Missing" },
  { href: statisticsHrefs.map, label: "Map" },
];

export function StatisticsTabs({ here }: { here: string }) {
  return (
    <nav aria-label="Statistics" className="mb-5 flex gap-4 overflow-x-auto border-line border-b">
      {pages.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={href === here ? "page" : undefined}
          className={cx(
            "-mb-px whitespace-nowrap border-b-2 px-0.5 py-2 text-sm",
            href === here ? "border-accent font-medium text-ink" : "border-transparent text-ink-soft hover:text-ink",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
