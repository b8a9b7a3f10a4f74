import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { findScan, insertScan } from "@/lib/data/scans";
import { transaction } from "@/lib/data/sql";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import type { Scan, ScanAsked } from "@/lib/domain/scan/scan";
import type { Viewer } from "@/lib/domain/viewer";

/** Asks for dialogues to be looked through. Changes nothing of them. */
export async function createScan(viewer: Viewer, filter: DialogueFilter, asked: ScanAsked): Promise<Scan> {
  const id = newId("scan");
  await transaction(async (tx) => {
    await insertScan(tx, { id, personId: viewer.id, filter, asked });
    await enqueueJob(tx, {
      kind: "scan",
      payload: { scanId: id },
      subject: id,
      key: `scan:${id}`,
      personId: viewer.id,
    });
  });
  return must(await findScan(id), "the scan");
}
