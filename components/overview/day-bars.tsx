import { hrefs } from "@/lib/contract/hrefs";
import type { Overview } from "@/lib/domain/statistics/overview";
import { Link } from "../layout/link";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";

const dayName = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });

/** What was written and decided on each of the last days; each bar opens its dialogues. */
export function Throughput({ days }: Pick<Overview, "days">) {
  const most = Math.max(1, ...days.flatMap(({ ended, accepted, rejected }) => [ended, accepted + rejected]));
  const sum = (of: (day: Overview["days"][number]) => number) => formatNumber(days.reduce((n, day) => n + of(day), 0));
  return (
    <Panel
      title="Throughput"
      description={`In ${days.length} days: ${sum(({ ended }) => ended)} dialogues written, ${sum(({ accepted }) => accepted)} accepted, ${sum(({ rejected }) => rejected)} rejected. Days are UTC.`}
    >
      <ol className="flex h-32 items-stretch gap-1">
        {days.map((day) => (
          <DayBars key={day.day} day={day} most={most} />
        ))}
      </ol>
      <div className="mt-1 flex justify-between text-ink-faint text-xs">
        <span>{days[0] && dayName.format(new Date(days[0].day))}</span>
        <span>today</span>
      </div>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-ink-soft text-xs">
        <Key tint="bg-accent">written</Key>
        <Key tint="bg-ok">accepted</Key>
        <Key tint="bg-danger">rejected</Key>
      </ul>
    </Panel>
  );
}

function Key({ tint, children }: { tint: string; children: string }) {
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden className={`size-2.5 rounded-sm ${tint}`} /> {children}
    </li>
  );
}

type DayBarsProps = { day: Overview["days"][number]; most: number };

/** The links of bars are not fetched ahead: of some thirty hardly one is opened. */
function DayBars({ day: { day, ended, accepted, rejected }, most }: DayBarsProps) {
  const name = dayName.format(new Date(day));
  const height = (count: number) => ({ height: `${count === 0 ? 0 : Math.max(3, (count / most) * 100)}%` });
  const bar = "block w-full rounded-t-sm outline-offset-2";
  return (
    <li className="flex min-w-0 flex-1 items-end gap-px border-line border-b">
      <Link
        prefetch={false}
        href={hrefs.dialoguesOf({ endedFrom: day, endedTo: day })}
        title={`${name}: ${formatNumber(ended)} written`}
        aria-label={`${name}: ${formatNumber(ended)} written`}
        className="flex h-full flex-1 items-end hover:bg-hover"
      >
        <span className={`${bar} bg-accent`} style={height(ended)} />
      </Link>
      <Link
        prefetch={false}
        href={hrefs.dialoguesOf({ decidedFrom: day, decidedTo: day })}
        title={`${name}: ${formatNumber(accepted)} accepted, ${formatNumber(rejected)} rejected`}
        aria-label={`${name}: ${formatNumber(accepted)} accepted, ${formatNumber(rejected)} rejected`}
        className="flex h-full flex-1 flex-col justify-end hover:bg-hover"
      >
        <span className={`${bar} bg-danger`} style={height(rejected)} />
        <span className="block w-full bg-ok" style={height(accepted)} />
      </Link>
    </li>
  );
}
