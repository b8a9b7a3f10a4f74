"use client";

import { type ReactNode, useRef } from "react";
import { SkipForm } from "../annotation/skip-form";
import { CommandButton } from "../layout/command-button";
import { cx } from "../ui/cx";
import { Kbd } from "../ui/kbd";
import { Segmented } from "../ui/segmented";
import { Textarea } from "../ui/textarea";
import { useToastsAbove } from "../ui/use-toasts-above";
import { graceMs, type VoteState, type VoteVerdict } from "./use-vote";
import { strengthWords, type voteCommands } from "./vote-commands";

type VerdictBarProps = {
  vote: VoteState;
  commands: ReturnType<typeof voteCommands>;
  /** What was asked for beside the vote: in sight wherever the texts are scrolled to. */
  children?: ReactNode;
};

const verdictWords: Record<VoteVerdict, string> = {
  left: "A is better",
  right: "B is better",
  tie: "Tie",
  both_bad: "Both are bad",
  human: "A real person",
  simulated: "Simulated",
};

const none = "none";
const sides = [
  { value: none, label: "–" },
  { value: "left", label: "A" },
  { value: "tie", label: "=" },
  { value: "right", label: "B" },
] as const;

/** The bar below a comparison: what is asked, how clear it is, why, and the verdict. */
export function VerdictBar({ vote, commands, children }: VerdictBarProps) {
  const { instructions, draft, dispatch, pending } = vote;
  const ref = useRef<HTMLElement>(null);
  useToastsAbove(ref);
  return (
    <section
      ref={ref}
      aria-label="Your vote"
      className="sticky bottom-0 z-10 mt-auto border-line short:static border-t bg-surface px-4 py-3 shadow-raised sm:px-6"
    >
      <div className="mx-auto max-w-7xl space-y-3">
        {children}
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          {instructions.criteria.map(({ key, label }) => (
            <div
              key={key}
              className={cx(
                "flex items-center gap-2 rounded-md px-1.5 text-xs",
                key === vote.criterion && "bg-accent-soft",
              )}
            >
              <span className="text-ink-soft">
                Better at <span className="font-medium text-ink">{label}</span>
              </span>
              {key === vote.criterion && <Kbd keys="shift" />}
              <Segmented
                legend={label}
                value={draft.criteria[key] ?? none}
                options={sides}
                onChange={(choice) =>
                  dispatch({
                    type: "criterion",
                    key,
                    choice: choice === "left" || choice === "right" || choice === "tie" ? choice : null,
                  })
                }
              />
            </div>
          ))}
          {instructions.strength && <Strength vote={vote} />}
          <Textarea
            id="vote-reason-text"
            rows={1}
            aria-label="Reason"
            placeholder="Reason, optional (W)"
            value={draft.reason}
            maxLength={10_000}
            onChange={(event) => dispatch({ type: "reason", reason: event.target.value })}
            className="min-h-9! max-h-32 min-w-52 flex-1"
          />
        </div>
        {vote.isSkipping && <SkipForm onSkip={vote.skip} leave={commands.back} />}
        <div className="flex flex-wrap items-center gap-2">
          <Asked vote={vote} />
          {commands.verdicts.map((command) => (
            <CommandButton
              key={command.id}
              command={command}
              variant={pending !== null && command.label === verdictWords[pending] ? "primary" : "secondary"}
              className={cx("flex-1 sm:flex-none")}
            />
          ))}
          <div className="ml-auto flex items-center gap-1">
            <CommandButton command={commands.reference} variant="quiet" size="sm" />
            <CommandButton command={commands.skip} variant="quiet" size="sm" />
            <CommandButton command={commands.undo} variant="quiet" size="sm" />
          </div>
        </div>
      </div>
    </section>
  );
}

/** What is asked now; of a verdict in its grace, how to take it back. */
function Asked({ vote: { instructions, pending, round, rounds } }: { vote: VoteState }) {
  const noun = instructions.kind === "dialogues" && round === null ? "dialogue" : "answer";
  return (
    <p aria-live="polite" className="mr-2 min-w-36 text-ink-soft text-sm">
      {pending !== null ? (
        <span className="relative block overflow-hidden rounded px-1 py-0.5">
          <span
            aria-hidden
            className="absolute inset-0 origin-left animate-grace bg-accent-soft motion-reduce:animate-none"
            style={{ animationDuration: `${graceMs}ms` }}
          />
          <span className="relative font-medium text-ink">{verdictWords[pending]}. Z takes it back</span>
        </span>
      ) : round !== null ? (
        `Round ${round + 1} of ${rounds}: which ${noun} is better?`
      ) : instructions.kind === "turing" ? (
        "Is the human real?"
      ) : rounds > 1 && instructions.byRound ? (
        `On the whole: which ${noun} is better?`
      ) : (
        `Which ${noun} is better?`
      )}
    </p>
  );
}

function Strength({ vote: { draft, dispatch } }: { vote: VoteState }) {
  return (
    <fieldset className="flex items-center gap-1">
      <legend className="sr-only">How clear is it?</legend>
      <span aria-hidden className="mr-1 text-ink-soft text-xs">
        How clear
      </span>
      {strengthWords.map((words, i) => (
        <button
          key={words}
          type="button"
          title={words}
          aria-label={`${i + 1}: ${words}`}
          aria-pressed={draft.strength === i + 1}
          onClick={() => dispatch({ type: "strength", strength: i + 1 })}
          className="h-7 w-7 rounded border border-line text-ink-soft text-xs tabular-nums hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-semibold aria-pressed:text-ink"
        >
          {i + 1}
        </button>
      ))}
    </fieldset>
  );
}
