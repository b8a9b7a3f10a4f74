"use client";

import { useQuery } from "@tanstack/react-query";
import { dialogueQueries } from "@/lib/client/queries/dialogue-queries";
import type { Attempt } from "@/lib/domain/attempt";
import { QueryError } from "../layout/query-error";
import { wordFor } from "../transcript/dialogue-words";
import { faultWords } from "../transcript/fault-words";
import { CopyButton } from "../ui/copy-button";
import { SkeletonRows } from "../ui/skeleton";
import { readRequest } from "./read-request";

/** The model calls behind a turn, word for word. */
export function ModelCalls({ turnId }: { turnId: string }) {
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
