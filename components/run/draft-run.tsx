"use client";

import { useQuery } from "@tanstack/react-query";
import { useSteerRun, useUpdateRun } from "@/lib/client/mutations/run-mutations";
import { modelQueries } from "@/lib/client/queries/model-queries";
import type { Run } from "@/lib/domain/run";
import { SkeletonRows } from "../ui/skeleton";
import { doneToast } from "../ui/toasts";
import { type RunBody, runDraftOf } from "./run-draft";
import { RunForm } from "./run-form";

/** A run that was not launched yet: its set-up, still open to change. */
export function DraftRun({ run }: { run: Run }) {
  const models = useQuery(modelQueries.list());
  const update = useUpdateRun(run.id);
  const steer = useSteerRun(run.id);
  if (models.isPending) return <SkeletonRows rows={8} />;

  async function save(body: RunBody, launch: boolean) {
    await update.mutateAsync(body);
    if (launch) await steer.mutateAsync("launch");
    else doneToast("Draft saved");
  }
  return <RunForm initial={runDraftOf(run.spec)} models={models.data ?? []} save={save} />;
}
