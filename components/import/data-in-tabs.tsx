import { dataHrefs } from "@/lib/contract/data-hrefs";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { cx } from "../ui/cx";

const pages = [
  { href: hrefs.imports, label: "Imports" },
  { href: dataHrefs.scans, label: "Cleaning" },
];

/** What is done with dialogues that come in: they are taken in, and looked through. */
export function DataInTabs({ here }: { here: string }) {
  return (
    <nav aria-label="Data that comes in" className="mb-5 flex gap-4 border-line border-b">
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
