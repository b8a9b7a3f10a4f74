import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { InputOf } from "@/lib/contract/endpoints";
import type { BulkAct } from "@/lib/domain/bulk-act";
import type { Job } from "@/lib/domain/job";
import { call } from "../call";
import { createOnce } from "../create-once";
import { followJob } from "../follow-job";
import { queryKeys } from "../query-keys";

const createBulkAct = createOnce("createBulkAct", call);

export type BulkWish = InputOf<"createBulkAct">["body"];

/**
 * Has something done to many dialogues. `job` is how far it is while it lasts; it goes on when the window closes.
 */
export function useBulkAct() {
  const queries = useQueryClient();
  const [job, setJob] = useState<Job | null>(null);

  const follow = useCallback(
    async ({ id, jobId }: BulkAct): Promise<BulkAct> => {
      try {
        if (jobId) {
          const job = await followJob(jobId, setJob);
          if (job.status === "failed") throw new Error(job.error ?? "It failed.");
        }
        return await call("getBulkAct", { params: { bulkActId: id } });
      } finally {
        setJob(null);
        for (const queryKey of [queryKeys.dialogues.all, queryKeys.duplicates.all])
          void queries.invalidateQueries({ queryKey });
      }
    },
    [queries],
  );
  const begin = useCallback(async (wish: BulkWish) => follow(await createBulkAct({ body: wish })), [follow]);
  const undo = useCallback(
    async (bulkActId: string) => follow(await call("undoBulkAct", { params: { bulkActId } })),
    [follow],
  );
  return { job, begin, undo };
}
