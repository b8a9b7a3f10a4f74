"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { dialogueQueries } from "@/lib/client/queries/dialogue-queries";
import type { Attempt } from "@/lib/domain/attempt";
import type { Turn } from "@/lib/domain/dialogue";
import { DuplicatesOf } from "../duplicates/duplicates-of";
import { QueryError } from "../layout/query-error";
import { flagWords, originWords, speakerWords, wordFor } from "../transcript/dialogue-words";
import { faultWords } from "../transcript/fault-words";
import type { Pager, TranscriptRow } from "../transcript/transcript";
import { useModelName } from "../transcript/use-model-name";
import type { Room } from "../transcript/use-room";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { Drawer } from "../ui/drawer";
import { formatDuration, formatNumber } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { DecisionLog } from "./decision-log";
import { readRequest } from "./read-request";

type InspectorProps = { room: Room };

/** Everything known about the chosen turn, and what people did to the dialogue. */
export function Inspector({ room }: InspectorProps) {
  const row = room.selected;
  return (
    <div className="space-y-6 text-sm">
      {row ? <OfTurn turn={row.turn} row={row} /> : <p className="text-ink-faint">No turn has been written yet.</p>}
      <DuplicatesOf dialogueId={room.dialogue.id} />
      <DecisionLog room={room} />
    </div>
  );
}

function OfTurn({ turn, row }: { turn: Turn; row: TranscriptRow }) {
  return (
    <section aria-label="The chosen turn">
      <h2 className="mb-3 font-semibold">
        {speakerWords[turn.speaker]}, round {row.round}
      </h2>
      <TurnFacts turn={turn} pager={row.pager} />
      {turn.origin === "model" && <PromptAsSent key={turn.id} turnId={turn.id} />}
    </section>
  );
}

/** The inspector where the window has no room for it beside the transcript. */
export function DetailsDrawer({ room, onClose }: InspectorProps & { onClose: () => void }) {
  return (
    <Drawer open onOpenChange={onClose} title="Details">
      <Inspector room={room} />
    </Drawer>
  );
}

/** The model calls behind a turn, loaded and read only when somebody wants to see them. */
function PromptAsSent({ turnId }: { turnId: string }) {
  const [open, setOpen] = useState(false);
  if (open) return <ModelCalls turnId={turnId} />;
  return (
    <Button size="sm" className="mt-4" onClick={() => setOpen(true)}>
      Prompt as sent
    </Button>
  );
}

type TurnFactsProps = { turn: Turn; pager: Pager | null };

/** Who wrote the turn, at what price in tokens and time, and what was noticed about it. */
function TurnFacts({ turn, pager }: TurnFactsProps) {
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

/** The model calls behind a turn, word for word. */
function ModelCalls({ turnId }: { turnId: string }) {
  const attempts = useQuery(dialogueQueries.attempts(turnId));
  if (attempts.isPending) return <SkeletonRows rows={2} label="Reading the prompt" />;
  if (attempts.isError) return <QueryError what="the prompt" error={attempts.error} onRetry={attempts.refetch} />;
  return (
    <div className="mt-4 space-y-5">
      {attempts.data.length === 0 && <p className="text-ink-faint">No model call is kept for this turn.</p>}
      {attempts.data.map((attempt) => (
        <AttemptView key={attempt.id} attempt={attempt} />
      ))}
    </div>
  );
}

function AttemptView({ attempt }: { attempt: Attempt }) {
  const { messages, sampling } = readRequest(attempt.request);
  return (
    <section aria-label="Model call" className="space-y-2">
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-medium text-xs">
          {attempt.outcome === "used" ? "Prompt as sent" : `Call that was ${attempt.outcome}`}
        </h3>
        <CopyButton text={JSON.stringify(attempt.request, null, 2)} label="Copy as JSON" />
      </div>
      {attempt.fault && (
        <p className="rounded-md bg-danger-soft px-2.5 py-1.5 text-danger text-xs">
          {wordFor(faultWords, attempt.fault)}. {attempt.error}
        </p>
      )}
      {sampling.length > 0 && (
        <p className="text-ink-faint text-xs">{sampling.map(([name, value]) => `${name} ${value}`).join(" · ")}</p>
      )}
      <ol className="space-y-2 rounded-md border border-line bg-sunken p-3">
        {messages.map(({ key, role, text }) => (
          <li key={key}>
            <p className="text-2xs text-ink-faint">{role}</p>
            <p dir="auto" className="whitespace-pre-wrap break-words font-mono text-xs">
              {text}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
