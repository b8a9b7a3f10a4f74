"use client";

import type { Ballot } from "@/lib/contract/endpoints/ballots";
import { RawTextButton } from "../markdown/raw-text-button";
import { TurnText } from "../transcript/turn-text";
import { Badge } from "../ui/badge";
import { cx } from "../ui/cx";

type Side = NonNullable<Ballot["right"]>;
type Names = { left: string | null; right: string | null } | null;

const sideClass = {
  left: "border-side-a bg-side-a-soft text-side-a",
  right: "border-side-b bg-side-b-soft text-side-b",
};

type BallotTextsProps = {
  ballot: Pick<Ballot, "left" | "right" | "question">;
  /** The round that is judged now; null = the whole. */
  round: number | null;
  /** Who was who, once it was told. */
  names: Names;
};

/** Two columns, turn beside turn, with what both were asked above; one column where a dialogue stands alone. */
export function BallotTexts({ ballot, round, names }: BallotTextsProps) {
  const { left, right, question } = ballot;
  const count = Math.max(left.rounds.length, right?.rounds.length ?? 0);
  const isShared = question.length > 0;
  return (
    <div className={cx("mx-auto w-full px-4 py-5 sm:px-6", right ? "max-w-7xl" : "max-w-3xl")}>
      <div className="-mt-4 flex justify-end">
        <RawTextButton />
      </div>
      {right && (!isShared || names) && (
        <div className="mb-3 grid grid-cols-2 gap-x-6 md:gap-x-10">
          <SideHead side="left" name={names?.left} />
          <SideHead side="right" name={names?.right} />
        </div>
      )}
      {(left.isMasked || right?.isMasked) && (
        <p className="mb-3">
          <Badge title="A name of a model or its maker stood in a text and was hidden.">
            Names hidden in the texts
          </Badge>
        </p>
      )}
      <ol className="space-y-6">
        {Array.from({ length: count }, (_, i) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a round is known by its place and nothing else.
            key={i}
            id={`round-${i}`}
            aria-current={round === i || undefined}
            className={cx(
              "scroll-mt-36 border-t border-line pt-4 first:border-t-0 first:pt-0",
              round !== null && round !== i && "opacity-60",
            )}
          >
            {isShared && (
              <div className="mb-4 max-w-script">
                <Label className="bg-user-soft text-user">{count > 1 ? `Question ${i + 1}` : "Question"}</Label>
                <TurnText text={question[i] ?? ""} speaker="user" />
              </div>
            )}
            <div className={cx("grid gap-x-6 gap-y-6 md:gap-x-10", right && "md:grid-cols-2")}>
              <SideRound side={right ? "left" : null} sideOf={left} i={i} isShared={isShared} />
              {right && <SideRound side="right" sideOf={right} i={i} isShared={isShared} />}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

function SideHead({ side, name }: { side: "left" | "right"; name?: string | null }) {
  return (
    <div className={cx("flex min-w-0 items-center gap-2 rounded-md border-l-4 px-3 py-1.5 text-sm", sideClass[side])}>
      <strong className="font-semibold">{side === "left" ? "A" : "B"}</strong>
      {name && <span className="truncate text-ink">{name}</span>}
    </div>
  );
}

type SideRoundProps = { side: "left" | "right" | null; sideOf: Side; i: number; isShared: boolean };

function SideRound({ side, sideOf, i, isShared }: SideRoundProps) {
  const round = sideOf.rounds[i];
  const label = side === null ? null : side === "left" ? "A" : "B";
  if (!round)
    return <p className="text-ink-faint text-sm italic">{label ? `${label} ends here.` : "The dialogue ends here."}</p>;
  return (
    <section aria-label={label ? `${label}, round ${i + 1}` : `Round ${i + 1}`} className="min-w-0 space-y-4">
      {!isShared && (
        <div>
          <Label className="bg-user-soft text-user">Human</Label>
          <TurnText text={round.user} speaker="user" />
        </div>
      )}
      <div>
        <Label className={side ? sideClass[side] : "bg-assistant-soft text-assistant"}>
          {isShared ? `Answer ${label ?? ""}` : "Assistant"}
        </Label>
        <TurnText text={round.assistant} speaker="assistant" />
      </div>
    </section>
  );
}

function Label({ className, children }: { className: string; children: React.ReactNode }) {
  return <p className={cx("mb-1.5 inline-block rounded px-1.5 py-0.5 font-medium text-xs", className)}>{children}</p>;
}
