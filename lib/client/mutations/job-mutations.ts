import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../call";
import { queryKeys } from "../query-keys";

/** Asks for a job to stop, or lets one that failed or was cancelled go on. */
export function useSteerJob() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ jobId, act }: { jobId: string; act: "cancel" | "retry" }) =>
      call(act === "cancel" ? "cancelJob" : "retryJob", { params: { jobId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: queryKeys.jobs.all }),
  });
}
