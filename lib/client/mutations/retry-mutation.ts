import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { BulkAct } from "@/lib/domain/bulk-act";
import type { Run } from "@/lib/domain/run";
import { call } from "../call";
import { followJob } from "../follow-job";
import { queryKeys } from "../query-keys";
import { useBulkAct } from "./bulk-mutations";

/** How far a retry is: the models are asked first whether they answer. */
export type RetryStep = "testing" | "retrying" | null;

/**
 * Has all parked dialogues of a run written on, once its models answer: each is tested first, and what a test says is
 * thrown, so that nothing is parked a second time by what is still wrong.
 */
export function useRetryAll({ id: runId, spec }: Run) {
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
