"use client";

import type { ReactNode } from "react";
import type { Turn } from "@/lib/domain/dialogue";
import { flagWords, originWords } from "../transcript/dialogue-words";
import type { Pager } from "../transcript/transcript";
import { useModelName } from "../transcript/use-model-name";
import { formatDuration, formatNumber } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";

type TurnFactsProps = { turn: Turn; pager: Pager | null };

/** Who wrote the turn, at what price in tokens and time, and what was noticed about it. */
export function TurnFacts({ turn, pager }: TurnFactsProps) {
  const nameOf = useModelName();
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
      <Fact name="Written">
        {turn.modelId && turn.origin !== "person" ? nameOf(turn.modelId) : originWords[turn.origin]}
      </Fact>
      <Fact name="When">
        <RelativeTime at={turn.createdAt} />
      </Fact>
      {turn.completionTokens !== null && <Fact name="Tokens">{formatNumber(turn.completionTokens)} written</Fact>}
      {turn.promptTokens !== null && <Fact name="Prompt">{formatNumber(turn.promptTokens)} tokens</Fact>}
      {turn.firstTokenMs !== null && <Fact name="First token">{formatDuration(turn.firstTokenMs)}</Fact>}
      {turn.totalMs !== null && <Fact name="Whole turn">{formatDuration(turn.totalMs)}</Fact>}
      {turn.totalMs !== null && turn.totalMs > 0 && turn.completionTokens !== null && (
        <Fact name="Speed">
          {formatNumber(Math.round((turn.completionTokens / turn.totalMs) * 10_000) / 10)} tokens/s
        </Fact>
      )}
      {turn.finishReason && <Fact name="Finished by">{turn.finishReason.replaceAll("_", " ")}</Fact>}
      <Fact name="Versions">{pager ? `${pager.at} of ${pager.of}` : "the only one"}</Fact>
      {turn.flags.map((flag) => (
        <Fact key={flag} name="Flag">
          {flagWords[flag].sentence}
        </Fact>
      ))}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint text-xs leading-5">{name}</dt>
      <dd className="break-words text-ink tabular-nums">{children}</dd>
    </>
  );
}
