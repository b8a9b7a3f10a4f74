import { AppError } from "@/lib/base/app-error";
import { updateDraft } from "@/lib/data/review/assignments";
import type { ReviewAnswer } from "@/lib/domain/review/answer";
import type { Viewer } from "@/lib/domain/viewer";

/** Does `work`; when it is refused, the answer is kept as the draft of its place, and the refusal says so. */
export async function keepingDraft<T>(
  viewer: Viewer,
  assignmentId: string,
  answer: ReviewAnswer,
  seconds: number,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "not_found") throw error;
    const isKept = await updateDraft(assignmentId, viewer.id, { draft: answer, seconds, leaseSeconds: 60 });
    if (!isKept) throw error;
    const { code, message, fields, details } = error;
    throw new AppError(code, `${message} Your answer was kept as a draft.`, { cause: error, fields, details });
  }
}
