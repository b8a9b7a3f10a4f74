import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { call } from "../call";
import { createOnce } from "../create-once";
import { queryKeys } from "../query-keys";

const createQueue = createOnce("createQueue");

export function useCreateQueue() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"createQueue">["body"]) => createQueue({ body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.review.all }),
  });
}

type QueueChange = {
  queue: InputOf<"updateQueue">["body"];
  /** Only when it says something new. */
  guideline: InputOf<"createGuideline">["body"] | null;
};

/** The guideline first: when somebody else has edited it meanwhile, nothing at all is changed. */
export function useChangeQueue(queueId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ queue, guideline }: QueueChange) => {
      if (guideline) await call("createGuideline", { params: { queueId }, body: guideline });
      return call("updateQueue", { params: { queueId }, body: queue });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: queryKeys.review.all }),
  });
}
