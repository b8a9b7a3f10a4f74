import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contract/endpoints";
import { call } from "../call";
import { createOnce } from "../create-once";
import { queryKeys } from "../query-keys";

const createQueue = createOnce("createQueue", call);

export function useCreateQueue() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"createQueue">["body"]) => createQueue({ body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.review.all }),
  });
}

/** What a reviewer does about an item; whatever comes of it, the item and the queue's figures are read again. */
export function useSettling(itemId: string) {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: queryKeys.review.all });
  const settle = useMutation({
    mutationFn: (body: InputOf<"settleItem">["body"]) => call("settleItem", { params: { itemId }, body }),
    onSettled,
  });
  /** This item, or one that was settled before it. */
  const reopen = useMutation({ mutationFn: (id: string) => call("reopenItem", { params: { itemId: id } }), onSettled });
  const sendBack = useMutation({
    mutationFn: ({ assignmentId, note }: { assignmentId: string; note: string }) =>
      call("sendBack", { params: { assignmentId }, body: { note } }),
    onSettled,
  });
  const setGold = useMutation({
    mutationFn: (body: InputOf<"setGold">["body"]) => call("setGold", { params: { itemId }, body }),
    onSettled,
  });
  return { settle, reopen, sendBack, setGold };
}

/** Puts dialogues into a queue that it has not yet. */
export function useAddQueueItems(queueId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<"addQueueItems">["body"]) => call("addQueueItems", { params: { queueId }, body }),
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
