import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { InputOf } from "@/lib/contract/endpoints";
import type { BulkAct } from "@/lib/domain/bulk-act";
import { bulkActsAtWork } from "../bulk-acts-at-work";
import { call } from "../call";
import { createOnce } from "../create-once";
import { queryKeys } from "../query-keys";

const createBulkAct = createOnce("createBulkAct");

export type BulkWish = InputOf<"createBulkAct">["body"];

/**
 * Does something to many dialogues: asks for it, then works on it a second at a time until nothing is pending. `progress`
 * is how far it is while it lasts. A window that is closed meanwhile leaves it where it is; `resume` continues it.
 */
export function useBulkAct() {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<BulkAct | null>(null);

  const finish = useCallback(
    async (begun: BulkAct): Promise<BulkAct> => {
      let bulkAct = begun;
      setProgress(bulkAct);
      bulkActsAtWork.add(begun.id);
      try {
        while (bulkAct.pending > 0) {
          bulkAct = await call("continueBulkAct", { params: { bulkActId: bulkAct.id } });
          setProgress(bulkAct);
        }
        return bulkAct;
      } finally {
        setProgress(null);
        bulkActsAtWork.delete(begun.id);
        for (const queryKey of [queryKeys.dialogues.all, queryKeys.duplicates.all, queryKeys.bulkActs.unfinished])
          void queries.invalidateQueries({ queryKey });
      }
    },
    [queries],
  );
  const begin = useCallback(async (wish: BulkWish) => finish(await createBulkAct({ body: wish })), [finish]);
  const undo = useCallback(
    async (bulkActId: string) => finish(await call("undoBulkAct", { params: { bulkActId } })),
    [finish],
  );
  return { progress, begin, undo, resume: finish };
}
