import { atHiddenItem, raterAtWork } from "@/lib/data/project-at-work";
import { hidesModels } from "@/lib/data/review/queues";

/**
 * Does `work` at an item or in a queue that is the viewer's own: where it hides which models its dialogues are from, these
 * are there for it, and nowhere else. What it answers tells no origin (`serve-item.ts`).
 */
export async function atOwnItem<T>(
  place: { queueId: string } | { assignmentId: string },
  work: () => Promise<T>,
): Promise<T> {
  if (raterAtWork() === null || !(await hidesModels(place))) return work();
  return atHiddenItem(work);
}
