"use client";

import { RotateCcw, TriangleAlert } from "lucide-react";
import { messageOf } from "@/lib/client/client-error";
import { useRetryAll } from "@/lib/client/mutations/retry-mutation";
import { hrefs } from "@/lib/contract/hrefs";
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
      <ul className="mt-2 space-y-1 text-ink-soft">
        {progress.troubles.map(({ reason, dialogues }) => (
          <li key={reason} className="break-words">
            <span className="font-medium text-ink tabular-nums">{formatNumber(dialogues)}</span> {reason}
          </li>
        ))}
      </ul>
      {may.retry && (
        <p className="mt-2 text-ink-faint text-xs">
          Retry all asks both models for a short reply first; only if they answer are the dialogues written on.
        </p>
      )}
    </section>
  );
}
