import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { ProgressBar } from "../ui/progress-bar";
import { ImportWay } from "./import-way";
import { ComparisonsWaiting, QueuesWaiting, SettlingWaiting } from "./work-waiting";

export type StudioProgress = {
  accepted: number;
  rejected: number;
  undecided: number;
  inQueues: number;
  parked: number;
};

type WaitingForMeProps = Pick<StudioProgress, "undecided" | "inQueues" | "parked">;

/** What waits for a person; what review queues hold waits there, for whoever is to answer it. */
export function WaitingForMe({ undecided, inQueues, parked }: WaitingForMeProps) {
  const free = undecided - inQueues;
  return (
    <Panel title="Waiting for you">
      <QueuesWaiting />
      <SettlingWaiting />
      <ComparisonsWaiting />
      {free + parked === 0 ? (
        <p className="mt-3 text-ink-soft text-sm first:mt-0">
          {inQueues === 0
            ? "Every ended dialogue has its verdict and none is parked."
            : `${formatNumber(inQueues)} ${inQueues === 1 ? "dialogue waits" : "dialogues wait"} in review queues; nothing else does.`}
        </p>
      ) : (
        <ul className="divide-y divide-line">
          <Waiting
            count={free}
            href={hrefs.dialoguesOf({ status: "ended", verdict: "none", inQueue: inQueues > 0 ? "no" : undefined })}
            what="ended, to accept or reject"
          />
          <Waiting
            count={parked}
            href={hrefs.dialoguesOf({ status: "parked" })}
            what="parked after trouble, to retry or stop"
          />
        </ul>
      )}
    </Panel>
  );
}

function Waiting({ count, href, what }: { count: number; href: string; what: string }) {
  if (count === 0) return null;
  return (
    <li>
      <Link href={href} className="-mx-2 flex items-baseline gap-3 rounded-md px-2 py-2.5 hover:bg-hover">
        <span className="min-w-10 text-right font-medium text-xl">{formatNumber(count)}</span>
        <span className="text-ink-soft text-sm">
          {count === 1 ? "dialogue" : "dialogues"} {what}
        </span>
      </Link>
    </li>
  );
}

/** How far the data set is: accepted dialogues against all that were decided or wait for it. */
export function DataSetProgress({ accepted, rejected, undecided }: Omit<StudioProgress, "parked" | "inQueues">) {
  const ended = accepted + rejected + undecided;
  return (
    <Panel title="The data set">
      <p className="text-ink-soft text-sm">
        <span className="font-medium text-2xl text-ink">{formatNumber(accepted)}</span> of {formatNumber(ended)}{" "}
        finished dialogues accepted
      </p>
      <ProgressBar label="Accepted dialogues" value={accepted} max={ended} tone="ok" className="mt-3" />
      <p className="mt-2 text-ink-faint text-xs">
        {formatNumber(rejected)} rejected · {formatNumber(undecided)} undecided
      </p>
      {accepted > 0 && (
        <Link href={`${hrefs.dialogues}?verdict=accepted`} className="mt-3 inline-block text-accent text-sm underline">
          See and export the accepted
        </Link>
      )}
      <ImportWay />
    </Panel>
  );
}
