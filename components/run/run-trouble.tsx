"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Hourglass, RotateCcw, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { call } from "@/lib/client/call";
import { messageOf } from "@/lib/client/client-error";
import { followJob } from "@/lib/client/follow-job";
import { useBulkAct } from "@/lib/client/mutations/bulk-mutations";
import { queryKeys } from "@/lib/client/query-keys";
import { hrefs } from "@/lib/contract/hrefs";
import type { BulkAct } from "@/lib/domain/bulk-act";
import type { Run, RunProgress } from "@/lib/domain/run";
import { Link } from "../layout/link";
import { useMay } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { doneToast, errorToast } from "../ui/toasts";

type RunTroubleProps = { run: Run; progress: RunProgress };

/** What stopped dialogues, with how many, and one way to have them all written on. Nothing where none is parked. */
export function RunTrouble({ run, progress }: RunTroubleProps) {
  const { parked } = progress.byStatus;
  const { retryAll, step } = useRetryAll(run);
  const may = { test: useMay("model.manage"), retry: useMay("dialogue.bulk") };
  if (parked === 0) return null;

  async function retry() {
    try {
      const { done, refused } = await retryAll();
      const stayed = refused > 0 ? `; ${formatNumber(refused)} stayed as they were` : "";
      const waits = run.status === "paused" ? ". The run is paused: let it go on" : "";
      doneToast(`${formatNumber(done)} are written on${stayed}${waits}`);
    } catch (error) {
      errorToast(`Nothing was tried again: ${messageOf(error)}`);
    }
  }

  return (
    <section aria-label="Trouble" className="rounded-lg border border-danger/30 bg-danger-soft px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-3">
        <TriangleAlert aria-hidden className="size-4 shrink-0 text-danger" />
        <h2 className="min-w-48 flex-1 font-medium">
          {formatNumber(parked)} {parked === 1 ? "dialogue is" : "dialogues are"} parked; nothing written is lost
        </h2>
        <Button asChild size="sm">
          <Link href={hrefs.dialoguesOf({ run: run.id, status: "parked" })}>Look at them</Link>
        </Button>
        {may.test && may.retry && (
          <Button size="sm" variant="primary" pending={step !== null} onClick={() => void retry()}>
            <RotateCcw aria-hidden className="size-3.5" />
            {step === "testing" ? "Asking the endpoint" : "Retry all"}
          </Button>
        )}
      </div>
      <Reasons of={progress.troubles} />
      {may.retry && (
        <p className="mt-2 text-ink-faint text-xs">
          Retry all asks both models for a short reply first; only if they answer are the dialogues written on.
        </p>
      )}
    </section>
  );
}

/** What dialogues wait for that nobody has to try again, such as an endpoint that has been busy for an hour. */
export function RunDelays({ progress: { delays } }: Pick<RunTroubleProps, "progress">) {
  if (delays.length === 0) return null;
  return (
    <section aria-label="Waiting" className="rounded-lg border border-warn/30 bg-warn-soft px-4 py-3 text-sm">
      <h2 className="flex items-center gap-3 font-medium">
        <Hourglass aria-hidden className="size-4 shrink-0 text-warn" />
        Refused so far, and asked again by themselves
      </h2>
      <Reasons of={delays} />
    </section>
  );
}

function Reasons({ of }: { of: RunProgress["troubles"] }) {
  return (
    <ul className="mt-2 space-y-1 text-ink-soft">
      {of.map(({ reason, dialogues }) => (
        <li key={reason} className="break-words">
          <span className="font-medium text-ink tabular-nums">{formatNumber(dialogues)}</span> {reason}
        </li>
      ))}
    </ul>
  );
}

/** How far a retry is: the models are asked first whether they answer. */
type RetryStep = "testing" | "retrying" | null;

/**
 * Has all parked dialogues of a run written on, once its models answer: each is tested first, and what a test says is
 * thrown, so that nothing is parked a second time by what is still wrong.
 */
function useRetryAll({ id: runId, spec }: Run) {
  const queries = useQueryClient();
  const { begin } = useBulkAct();
  const [step, setStep] = useState<RetryStep>(null);

  async function test(modelId: string): Promise<void> {
    const { id } = await call("createProbe", { params: { modelId } });
    const { status, error } = await followJob(id, () => {});
    if (status !== "done") throw new Error(error ?? "The connection test did not pass.");
  }

  async function retryAll(): Promise<BulkAct> {
    setStep("testing");
    try {
      await Promise.all([...new Set([spec.simulatorId, spec.assistantId])].map(test));
      setStep("retrying");
      return await begin({ which: { filter: { run: runId, status: "parked" } }, change: { kind: "retry" } });
    } finally {
      setStep(null);
      for (const queryKey of [queryKeys.runs.all, queryKeys.models.list]) void queries.invalidateQueries({ queryKey });
    }
  }

  return { retryAll, step };
}
