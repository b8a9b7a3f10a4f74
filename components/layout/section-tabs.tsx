import { cx } from "../ui/cx";
import { Link } from "./link";

type SectionTabsProps = {
  label: string;
  /** Pages of one part of the studio, each at its own address. */
  pages: readonly { href: string; label: string }[];
  here: string;
};

/** The way between pages that belong together. */
export function SectionTabs({ label, pages, here }: SectionTabsProps) {
  return (
    <nav aria-label={label} className="mb-5 flex gap-4 overflow-x-auto border-line border-b">
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
