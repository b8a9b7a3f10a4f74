import { dataHrefs } from "@/lib/contract/data-hrefs";
import { hrefs } from "@/lib/contract/hrefs";
import { costPerAccepted } from "@/lib/domain/statistics/hold-ups";
import type { DoneInADay, Overview } from "@/lib/domain/statistics/overview";
import { Link } from "../layout/link";
import { formatCompact, formatMoney, formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { Stat } from "../ui/stat";
import { LikenessWords, TargetBar } from "./target-bar";

/** What a dialogue of the data set costs, with those that were rejected for it. */
export function CostPanel({ cost }: Pick<Overview, "cost">) {
  const each = costPerAccepted(cost);
  return (
    <Panel
      title="Cost of an accepted dialogue"
      description="What all dialogues of runs with a verdict took at the catalogue's prices, divided by those that were accepted."
    >
      {each ? (
        <dl className="flex flex-wrap gap-x-8 gap-y-3">
          <Stat name="Money">{formatMoney(each.money)}</Stat>
          <Stat name="Tokens read and written">{formatCompact(each.tokens)}</Stat>
          <Stat name="Accepted of decided">
            {formatNumber(cost.accepted)} of {formatNumber(cost.decided)}
          </Stat>
        </dl>
      ) : (
        <p className="text-ink-soft text-sm">
          {cost.decided === 0
            ? "No dialogue of a run has a verdict yet."
            : `None of ${formatNumber(cost.decided)} decided dialogues was accepted, so there is nothing to divide by.`}
        </p>
      )}
    </Panel>
  );
}

/** How far data sets are from what they are to have. */
export function TargetsPanel({ targets }: Pick<Overview, "targets">) {
  return (
    <Panel title="Targets">
      {targets.length === 0 && (
        <p className="text-ink-soft text-sm">
          No data set has a target yet. Set one on its page:{" "}
          <Link href={hrefs.dataSets} className="text-accent underline">
            how many dialogues, and of which domains
          </Link>
          .
        </p>
      )}
      <ul className="space-y-5">
        {targets.map(({ dataSetId, name, progress, progress: { target, dialogues, parts } }) => (
          <li key={dataSetId}>
            <TargetBar name={name} href={dataHrefs.dataSet(dataSetId)} have={dialogues} wanted={target.dialogues} />
            {target.parts.length > 0 && (
              <ul className="mt-2 space-y-2 border-line border-l pl-3">
                {target.parts.map(({ tag, dialogues: wanted }, i) => (
                  <li key={tag}>
                    <TargetBar name={tag} have={parts[i] ?? 0} wanted={wanted} />
                  </li>
                ))}
              </ul>
            )}
            <LikenessWords dataSetId={dataSetId} progress={progress} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const changes: { key: keyof DoneInADay; name: string }[] = [
  { key: "ended", name: "dialogues written" },
  { key: "accepted", name: "accepted" },
  { key: "rejected", name: "rejected" },
  { key: "edited", name: "turns edited" },
  { key: "votes", name: "votes" },
  { key: "imported", name: "dialogues imported" },
  { key: "runsEnded", name: "runs ended" },
  { key: "snapshots", name: "snapshots frozen" },
];

/** What changed in the last 24 hours, beside the 24 before. */
export function SinceYesterday({ lastDay, dayBefore }: Pick<Overview, "lastDay" | "dayBefore">) {
  const shown = changes.filter(({ key }) => lastDay[key] > 0 || dayBefore[key] > 0);
  const spent = lastDay.spent > 0 || dayBefore.spent > 0;
  return (
    <Panel title="Since yesterday" description="The last 24 hours, beside the 24 before.">
      {shown.length === 0 && !spent && <p className="text-ink-soft text-sm">Nothing happened in two days.</p>}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3">
        {shown.map(({ key, name }) => (
          <Stat key={key} name={name}>
            {formatNumber(lastDay[key])}
            <span className="ml-2 font-normal text-ink-faint text-xs">after {formatNumber(dayBefore[key])}</span>
          </Stat>
        ))}
        {spent && (
          <Stat name="spent on calls of runs">
            {formatMoney(lastDay.spent)}
            <span className="ml-2 font-normal text-ink-faint text-xs">after {formatMoney(dayBefore.spent)}</span>
          </Stat>
        )}
      </dl>
    </Panel>
  );
}
