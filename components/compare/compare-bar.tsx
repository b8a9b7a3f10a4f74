import { BookOpen, CloudOff, CloudUpload, History, LogIn } from "lucide-react";
import Link from "next/link";
import type { OutgoingVote } from "@/lib/client/browser-outbox";
import type { Command } from "@/lib/client/commands";
import type { OutboxView } from "@/lib/client/outbox";
import type { RatingBrief } from "@/lib/contract/endpoints/ballots";
import { hrefs } from "@/lib/contract/hrefs";
import { CommandButton } from "../layout/command-button";
import { formatNumber } from "../ui/format-number";
import { ProgressBar } from "../ui/progress-bar";

const icons = [BookOpen, History];

type CompareBarProps = { brief: RatingBrief; outbox: OutboxView<OutgoingVote>; commands: Command[] };

/** Which evaluation this is, how far the rater is, and whether everything is saved. */
export function CompareBar({ brief, outbox, commands }: CompareBarProps) {
  const { voted, takeable, skipsLeft } = brief.waiting;
  return (
    <header className="z-10 flex flex-wrap items-center gap-x-4 gap-y-1.5 border-line border-b bg-paper px-4 py-2 sm:px-6 md:sticky md:top-13 short:static!">
      <h1 dir="auto" className="min-w-0 max-w-96 truncate font-semibold text-base">
        {brief.name}
      </h1>
      <p className="flex shrink-0 items-center gap-2 text-ink-soft text-xs tabular-nums">
        <ProgressBar value={voted} max={Math.max(1, voted + takeable)} label="Your votes" className="w-28" />
        {formatNumber(voted)} voted, {formatNumber(takeable)} to go
        <span className="text-ink-faint">
          · {formatNumber(skipsLeft)} {skipsLeft === 1 ? "skip" : "skips"} left
        </span>
      </p>
      <Saved outbox={outbox} evaluationId={brief.id} />
      <div className="ml-auto flex shrink-0 items-center gap-1">
        {commands.map((command, i) => (
          <CommandButton key={command.id} command={command} icon={icons[i]} size="sm" variant="quiet" />
        ))}
      </div>
    </header>
  );
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

function Saved({ outbox, evaluationId }: { outbox: OutboxView<OutgoingVote>; evaluationId: string }) {
  const waiting = outbox.waiting.filter(({ problem }) => problem === undefined).length;
  const className = "flex items-center gap-1.5 text-xs";
  if (outbox.state === "signed_out")
    return (
      <Link
        href={hrefs.signInThen(hrefs.rate(evaluationId))}
        className={`${className} font-medium text-warn underline`}
      >
        <LogIn aria-hidden className="size-3.5" />
        Sign in again to send {waiting}
      </Link>
    );
  if (outbox.state === "offline" && waiting > 0)
    return (
      <p role="status" className={`${className} text-warn`}>
        <CloudOff aria-hidden className="size-3.5" />
        Offline, {waiting} waiting
      </p>
    );
  if (waiting > 0)
    return (
      <p role="status" className={`${className} text-ink-faint`}>
        <CloudUpload aria-hidden className="size-3.5" />
        Saving
      </p>
    );
  return (
    <p role="status" className={`${className} text-ink-faint tabular-nums`}>
      {outbox.savedAt !== null && `Saved ${clock.format(outbox.savedAt)}`}
    </p>
  );
}
