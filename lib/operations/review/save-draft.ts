import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { findAssignment, updateDraft } from "@/lib/data/review/assignments";
import { findQueue } from "@/lib/data/review/queues";
import type { Assignment, ReviewDraft } from "@/lib/domain/review/answer";
import type { Viewer } from "@/lib/domain/viewer";

type Input = { assignmentId: string; draft: ReviewDraft; seconds: number };

/** Keeps what is typed, even when the assignment was lost meanwhile; the answer says how the assignment stands. */
export async function saveDraft(viewer: Viewer, { assignmentId, draft, seconds }: Input): Promise<Assignment> {
  const before = await findAssignment(assignmentId);
  if (before?.personId !== viewer.id) throw new AppError("not_found", "This is no place of yours. Nothing was kept.");
  const { spec } = must(await findQueue(before.queueId), "its queue");
  await updateDraft(assignmentId, viewer.id, { draft, seconds, leaseSeconds: spec.leaseSeconds });
  return must(await findAssignment(assignmentId), "the assignment");
}
