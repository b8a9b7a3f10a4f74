"use client";

import { useQuery } from "@tanstack/react-query";
import { Cpu } from "lucide-react";
import { useCreateRun, useSteerRun, useUpdateRun } from "@/lib/client/mutations/run-mutations";
import { modelQueries } from "@/lib/client/queries/model-queries";
import { runQueries } from "@/lib/client/queries/run-queries";
import { hrefs } from "@/lib/contract/hrefs";
import type { Run } from "@/lib/domain/run";
import { NothingYet } from "../layout/nothing-yet";
import { QueryError } from "../layout/query-error";
import { useGo } from "../layout/use-go";
import { SkeletonRows } from "../ui/skeleton";
import { doneToast } from "../ui/toasts";
import { duplicateOf, type RunBody, runDraftOf, withModels } from "./run-draft";
import { RunForm } from "./run-form";

type NewRunProps = {
  /** A run to copy. */
  from: string | null;
  /** Models that are chosen already. */
  simulator?: string;
  assistant?: string;
};

/** A new run, from nothing or as a copy of the run `from`. */
export function NewRun({ from, simulator, assistant }: NewRunProps) {
  const models = useQuery(modelQueries.list());
  const original = useQuery({ ...runQueries.one(from ?? ""), enabled: from !== null });
  const create = useCreateRun();
  const go = useGo();
  if (models.isError) return <QueryError what="the models" error={models.error} onRetry={models.refetch} />;
  if (original.isError) return <QueryError what="the run to copy" error={original.error} onRetry={original.refetch} />;
  if (models.isPending || (from !== null && original.isPending)) return <SkeletonRows rows={8} />;
  if (models.data.length === 0) {
    return (
      <NothingYet icon={Cpu} title="No model to run" way={{ href: hrefs.newModel, label: "Connect a model" }}>
        A run needs one that plays the user and one that answers.
      </NothingYet>
    );
  }
  const spec = original.data?.run.spec;
  return (
    <RunForm
      initial={spec ? duplicateOf(spec) : withModels(runDraftOf(null, models.data), { simulator, assistant })}
      models={models.data}
      leaves
      save={async (body, launch) => {
        const run = await create.mutateAsync({ ...body, launch });
        go(hrefs.run(run.id));
      }}
    />
  );
}

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
