import { AppError } from "@/lib/base/app-error";
import { findBulkAct } from "@/lib/data/bulk-acts";
import type { BulkAct } from "@/lib/domain/bulk-act";
import type { Viewer } from "@/lib/domain/viewer";

/** One's own bulk act, as far as it is. */
export async function readBulkAct(viewer: Viewer, id: string): Promise<BulkAct> {
  const bulkAct = await findBulkAct(id, viewer.id);
  if (!bulkAct) throw new AppError("not_found", "There is no such bulk act of yours. Nothing was changed.");
  return bulkAct;
}
