import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import type { Run } from "@/lib/domain/run";
import { call } from "../call";
import { createOnce } from "../create-once";
import { runQueries } from "../queries/run-queries";
import { queryKeys } from "../query-keys";

const createRun = createOnce("createRun", call);

export function useCreateRun() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"createRun">["body"]) => createRun({ body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.runs.all }),
  });
}

/** Replaces the set-up of a draft. */
export function useUpdateRun(runId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"updateRun">["body"]) => call("updateRun", { params: { runId }, body }),
    onSuccess: (run) => putRun(queries, run),
  });
}

const verbs = { launch: "launchRun", pause: "pauseRun", resume: "resumeRun", stop: "stopRun" } as const;
export type RunVerb = keyof typeof verbs;

/** Launches, pauses, resumes or stops a run. */
export function useSteerRun(runId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (verb: RunVerb): Promise<Run> => call(verbs[verb], { params: { runId } }),
    onSuccess: (run) => putRun(queries, run),
  });
}

function putRun(queries: QueryClient, run: Run) {
  queries.setQueryData(runQueries.one(run.id).queryKey, (held) => held && { ...held, run });
  return queries.invalidateQueries({ queryKey: queryKeys.runs.all });
}
