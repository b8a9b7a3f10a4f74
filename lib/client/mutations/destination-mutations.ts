import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { InputOf } from "@/lib/contract/endpoints";
import type { JobKind, JobStatus } from "@/lib/domain/job";
import { callData } from "../call-data";
import { createOnce } from "../create-once";
import { dataKeys } from "../data-keys";
import { followNews } from "../follow-news";

export type DestinationBody = InputOf<"createDestination">["body"];
type Change = { destinationId: string; body: InputOf<"updateDestination">["body"] };

const createDestination = createOnce("createDestination", callData);
const createPush = createOnce("createPush", callData);

/** All that can be done to destinations; each reads the list again. */
export function useDestinations() {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: dataKeys.destinations.all });
  return {
    add: useMutation({ mutationFn: (body: DestinationBody) => createDestination({ body }), onSuccess }),
    change: useMutation({
      mutationFn: ({ destinationId, body }: Change) =>
        callData("updateDestination", { params: { destinationId }, body }),
      onSuccess,
    }),
    test: useMutation({
      mutationFn: (destinationId: string) => callData("testDestination", { params: { destinationId } }),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (destinationId: string) => callData("removeDestination", { params: { destinationId } }),
      onSuccess,
    }),
  };
}

/** Sends an export to a destination; a job does it. */
export function usePush(exportId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (destinationId: string) => createPush({ params: { exportId }, body: { destinationId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: dataKeys.exports.one(exportId) }),
  });
}

/** Reads again whatever stands under `key` when a job of this kind begins, waits or ends. */
export function useNewsOf(kind: JobKind, key: readonly string[]): void {
  const queries = useQueryClient();
  useEffect(() => {
    const stands = new Map<string, JobStatus>();
    return followNews({ jobs: "all" }, (frame) => {
      if (frame.type !== "job" || frame.job.kind !== kind || stands.get(frame.id) === frame.job.status) return;
      stands.set(frame.id, frame.job.status);
      void queries.invalidateQueries({ queryKey: [...key] });
    });
  }, [queries, kind, key]);
}
