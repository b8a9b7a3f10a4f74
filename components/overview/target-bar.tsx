import { dataHrefs } from "@/lib/contract/data-hrefs";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import type { TargetProgress } from "@/lib/domain/training/target";
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

type LikenessWordsProps = { dataSetId: string; progress: TargetProgress };

/** How like people it is beside how like it is to be; nothing where nobody asks that. */
export function LikenessWords({ dataSetId, progress: { target, likeness } }: LikenessWordsProps) {
  if (target.mostAuc === null) return null;
  if (!likeness)
    return (
      <p className="mt-2 text-ink-soft text-xs">
        Likeness to people (AUC at most {target.mostAuc}): not measured yet. Measure it as a whole beside people, under{" "}
        <Link href={statisticsHrefs.dataSet(dataSetId)} className="text-accent underline">
          its figures
        </Link>
        .
      </p>
    );
  const isReached = likeness.auc <= target.mostAuc;
  return (
    <p className="mt-2 text-ink-soft text-xs">
      Likeness to people: AUC {likeness.auc.toFixed(2)} of{" "}
      {likeness.snapshot ? (
        <Link href={dataHrefs.snapshotFigures(likeness.snapshot.id)} className="text-accent underline">
          No. {likeness.snapshot.number}
        </Link>
      ) : (
        <Link href={statisticsHrefs.dataSet(dataSetId)} className="text-accent underline">
          what was measured last
        </Link>
      )}
      , {isReached ? "reached" : "to be at most"} {isReached ? `(at most ${target.mostAuc})` : target.mostAuc}.
    </p>
  );
}
