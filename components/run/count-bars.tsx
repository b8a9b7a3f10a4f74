import Link from "next/link";
import { wordFor } from "../transcript/dialogue-words";
import { formatNumber } from "../ui/format-number";

type CountBarsProps = {
  counts: Record<string, number>;
  words: Record<string, string | { label: string }>;
  /** Where the things that were counted can be looked at. */
  hrefOf?: (key: string) => string;
  /** Said when nothing was counted. */
  none: string;
};

/** Counts by kind, most frequent first, each as a figure, its share and a bar. */
export function CountBars({ counts, words, hrefOf, none }: CountBarsProps) {
  const rows = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
  const total = rows.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return <p className="text-ink-faint text-sm">{none}</p>;
  return (
    <ul className="space-y-2">
      {rows.map(([key, count]) => (
        <li key={key} className="grid grid-cols-[9rem_minmax(0,1fr)_5.5rem] items-center gap-3 text-sm">
          {hrefOf ? (
            <Link href={hrefOf(key)} className="truncate hover:underline">
              {wordFor(words, key)}
            </Link>
          ) : (
            <span className="truncate">{wordFor(words, key)}</span>
          )}
          <span aria-hidden className="h-2 rounded-full bg-hover">
            <span className="block h-full rounded-full bg-accent" style={{ width: `${(count / total) * 100}%` }} />
          </span>
          <span className="whitespace-nowrap text-right text-xs tabular-nums">
            {formatNumber(count)} <span className="ml-1 text-ink-faint">{Math.round((count / total) * 100)} %</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
