import { AppError } from "@/lib/base/app-error";
import { listMembers } from "@/lib/data/people";
import type { QueueSpec } from "@/lib/domain/review/queue";
import { may } from "@/lib/domain/viewer";

/** Throws `invalid` where a queue names people who cannot do their part, or wants more of them than there are. */
export async function checkQueue(spec: QueueSpec): Promise<void> {
  const members = await listMembers();
  const able = new Set(members.filter((member) => may(member, "review.answer")).map(({ id }) => id));
  const known = new Set(members.map(({ id }) => id));
  const fields: Record<string, string> = {};
  const participants = new Set(spec.participants);
  if (spec.participants.some((id) => !able.has(id)))
    fields["spec.participants"] = "Somebody named here is not a member who may annotate";
  if (spec.reviewers.some((id) => !known.has(id))) fields["spec.reviewers"] = "Somebody named here is not a member";
  const size = participants.size || able.size;
  // Whoever comes first may also be somebody who joins later.
  const isClosed = participants.size > 0 || spec.assignment === "dealt";
  if (isClosed && spec.overlap && spec.overlap.share > 0 && spec.overlap.people > size)
    fields["spec.overlap.people"] = `Only ${size} ${size === 1 ? "person takes" : "people take"} part`;
  else if (size === 0) fields["spec.participants"] = "Nobody takes part";
  const [complaint] = Object.values(fields);
  if (complaint) throw new AppError("invalid", `${complaint}. Nothing was changed.`, { fields });
}
