import { hrefs } from "@/lib/contract/hrefs";
import { holdUpsOf, type QueueHoldUp, runHoldUps } from "@/lib/domain/statistics/hold-ups";
import type { Overview, QueueAtWork } from "@/lib/domain/statistics/overview";
import { Link } from "../layout/link";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";

type HoldUpsProps = Pick<Overview, "queues" | "runs"> & { now: number };

/** What keeps review queues and runs from getting on. */
export function HoldUps({ queues, runs, now }: HoldUpsProps) {
  const ofRuns = runHoldUps(runs);
  if (queues.length === 0 && ofRuns.length === 0)
    return (
      <Panel title="What holds things up">
        <p className="text-ink-soft text-sm">Nothing: no run stands still, and no review queue has anything left.</p>
      </Panel>
    );
  return (
    <Panel title="What holds things up">
      <ul className="divide-y divide-line">
        {ofRuns.includes("no_worker") && (
          <li className="py-2.5 text-sm text-warn">No worker gave a sign of life, so no run gets on.</li>
        )}
        {ofRuns.includes("budget") && (
          <li className="py-2.5 text-sm text-warn">The budget of the project is used up: no further call begins.</li>
        )}
        {ofRuns.includes("parked") && (
          <li className="py-2.5 text-sm">
            <Link href={hrefs.dialoguesOf({ status: "parked" })} className="text-accent underline">
              {formatNumber(runs.parked)} {runs.parked === 1 ? "dialogue is" : "dialogues are"} parked
            </Link>{" "}
            <span className="text-ink-soft">after trouble: retry or stop them.</span>
          </li>
        )}
        {runs.paused.map(({ id, name, detail }) => (
          <li key={id} className="py-2.5 text-sm">
            <Link href={hrefs.run(id)} className="text-accent underline">
              <bdi>{name}</bdi>
            </Link>{" "}
            <span className="text-ink-soft">is paused. {detail}</span>
          </li>
        ))}
        {queues.map((queue) => (
          <QueueRow key={queue.id} queue={queue} now={now} />
        ))}
      </ul>
    </Panel>
  );
}

function QueueRow({ queue, now }: { queue: QueueAtWork; now: number }) {
  const { id, name, open, vacant, atWork, activeToday, lastAnswerAt, agreement } = queue;
  const holdUps = holdUpsOf(queue, now);
  return (
    <li className="py-2.5 text-sm">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <Link href={hrefs.queue(id)} className="min-w-0 truncate font-medium hover:underline">
          <bdi>{name}</bdi>
        </Link>
        <span className="text-ink-faint text-xs">
          {formatNumber(open)} open, {formatNumber(vacant)} to be taken · {atWork} at work now, {activeToday} today
        </span>
      </div>
      {holdUps.map((one) => (
        <p key={one.kind} className="mt-0.5 text-warn text-xs">
          {wordsOf[one.kind](one.count)}
        </p>
      ))}
      {holdUps.length === 0 && <p className="mt-0.5 text-ink-soft text-xs">It gets on.</p>}
      <p className="mt-0.5 flex gap-3 text-ink-faint text-xs">
        {lastAnswerAt && (
          <span>
            Last answer <RelativeTime at={lastAnswerAt} />
          </span>
        )}
        <Link href={hrefs.queueResults(id)} className="text-accent underline">
          {agreement && agreement.items > 0 ? agreementText(agreement) : "Agreement and forecast"}
        </Link>
      </p>
    </li>
  );
}

function agreementText({ alpha, items: count }: NonNullable<QueueAtWork["agreement"]>): string {
  const over = `over ${items(count)} that two people or more judged`;
  return alpha === null
    ? `Agreement cannot be told: one verdict throughout, ${over}`
    : `Agreement α ${alpha.toFixed(2)} ${over}`;
}

const items = (count: number) => `${formatNumber(count)} ${count === 1 ? "item" : "items"}`;

const wordsOf: Record<QueueHoldUp["kind"], (count: number) => string> = {
  paused: () => "It is paused: nobody is served.",
  nobody: (count) => `Nobody has answered for a day or longer, with ${items(count)} to be taken.`,
  to_settle: (count) => `${items(count)} contested, to be settled by a reviewer.`,
  needs_people: (count) =>
    `Items need ${count === 1 ? "one more person" : `${count} more people`} than answered here in the last week.`,
  skipped: (count) => `${items(count)} skipped, and taken by nobody since.`,
  binned: (count) => `${items(count)} of dialogues in the trash.`,
};
