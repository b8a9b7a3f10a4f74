import { CircleCheck, CirclePause, Hourglass, TriangleAlert } from "lucide-react";
import type { Dialogue } from "@/lib/domain/dialogue";
import { Badge } from "../ui/badge";
import { cx } from "../ui/cx";
import { formatCompact, formatMoney } from "../ui/format-number";
import { endReasonWords, verdictWords } from "./dialogue-words";

/** Why nothing is being written at the end of the transcript: ended, paused, parked or waiting. */
export function RestCard({ dialogue }: { dialogue: Dialogue }) {
  const said = sayRest(dialogue);
  if (!said) return null;
  const { icon: Icon, title, sentence, trouble } = said;
  const detail = dialogue.statusDetail;
  return (
    <section
      aria-label="How it stands"
      className={cx(
        "mx-4 my-6 flex max-w-[calc(72ch+8rem)] gap-3 rounded-lg border px-4 py-3 sm:mx-6",
        trouble ? "border-danger/30 bg-danger-soft" : "border-line bg-sunken",
      )}
    >
      <Icon aria-hidden className={cx("mt-0.5 size-4 shrink-0", trouble ? "text-danger" : "text-ink-faint")} />
      <div className="min-w-0 space-y-1 text-sm">
        <h2 className="font-medium">{title}</h2>
        <p className="text-ink-soft">
          {sentence} {detail !== sentence && detail}
        </p>
        {dialogue.status === "ended" && <Totals dialogue={dialogue} />}
      </div>
    </section>
  );
}

function Totals({ dialogue }: { dialogue: Dialogue }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-faint text-xs tabular-nums">
      <span>
        {dialogue.rounds} {dialogue.rounds === 1 ? "round" : "rounds"}
      </span>
      <span>{formatCompact(dialogue.outputTokens)} tokens written</span>
      <span>{formatCompact(dialogue.inputTokens)} read</span>
      {dialogue.cost > 0 && <span>cost {formatMoney(dialogue.cost)}</span>}
      {dialogue.verdict && (
        <Badge tone={dialogue.verdict === "accepted" ? "ok" : "danger"}>{verdictWords[dialogue.verdict]}</Badge>
      )}
    </p>
  );
}

function sayRest({ status, endReason, headId }: Dialogue) {
  switch (status) {
    case "ended": {
      const words = endReason && endReasonWords[endReason];
      return {
        icon: CircleCheck,
        title: `Ended: ${words?.label.toLowerCase() ?? "unknown"}`,
        trouble: false,
        sentence: words?.sentence ?? "",
      };
    }
    case "parked":
      return {
        icon: TriangleAlert,
        title: "Parked: it needs a person",
        trouble: true,
        sentence: "Nothing that was written is lost. Try again with Space, take over, or stop it.",
      };
    case "paused":
      return {
        icon: CirclePause,
        title: "Paused",
        sentence: "It waits for you: Space, or Go on above, lets it go on.",
        trouble: false,
      };
    case "queued":
      return {
        icon: Hourglass,
        title: headId === null ? "Not begun" : "Waiting for a worker",
        trouble: false,
        sentence: "It goes on as soon as a worker is free.",
      };
    case "running":
      return null;
  }
}
