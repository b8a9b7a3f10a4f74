import { Link } from "../layout/link";
import { formatNumber } from "../ui/format-number";
import { ProgressBar } from "../ui/progress-bar";

type TargetBarProps = { name: string; href?: string; have: number; wanted: number };

/** What there is of what is wanted. */
export function TargetBar({ name, href, have, wanted }: TargetBarProps) {
  return (
    <div>
      <div className="flex items-baseline justify-between gap-4 text-sm">
        {href ? (
          <Link href={href} className="min-w-0 truncate font-medium hover:underline">
            <bdi>{name}</bdi>
          </Link>
        ) : (
          <bdi className="min-w-0 truncate">{name}</bdi>
        )}
        <span className="shrink-0 text-ink-soft text-xs">
          {formatNumber(have)} of {formatNumber(wanted)}
          {have < wanted ? `, ${formatNumber(wanted - have)} to go` : ", reached"}
        </span>
      </div>
      <ProgressBar
        label={`${name}: dialogues`}
        value={Math.min(have, wanted)}
        max={wanted}
        tone={have >= wanted ? "ok" : undefined}
        className="mt-1"
      />
    </div>
  );
}
