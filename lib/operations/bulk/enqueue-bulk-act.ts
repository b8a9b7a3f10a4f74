import { enqueueJob } from "@/lib/data/jobs/enqueue";
import type { Queryable } from "@/lib/data/sql";

/** Asks a worker to do a bulk act that was just written down; it goes on whether or not anybody watches. */
export async function enqueueBulkAct(tx: Queryable, bulkActId: string, personId: string): Promise<void> {
  await enqueueJob(tx, { kind: "bulk_act", payload: { bulkActId }, subject: bulkActId, key: bulkActId, personId });
}
