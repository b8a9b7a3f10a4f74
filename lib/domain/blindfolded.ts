import { may, type Viewer } from "./viewer";

/**
 * The person, where what open evaluations compare, or queues hide, is to be kept from them: they may vote or judge and do not
 * lead. Null of everybody else: leads see names and figures all the time, since they set up what is compared and judged.
 */
export function blindfolded(viewer: Pick<Viewer, "id" | "roles">): string | null {
  if (viewer.roles.includes("lead")) return null;
  return may(viewer, "evaluation.vote") || may(viewer, "review.answer") ? viewer.id : null;
}
