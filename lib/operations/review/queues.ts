import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import type { ListedQueue } from "@/lib/contract/endpoints/queues";
import { listMembers } from "@/lib/data/people";
import { findGuideline, insertGuideline, raiseGuidelineVersion } from "@/lib/data/review/guidelines";
import { findQueue, insertQueue, keepOriginsOf, updateQueueRow } from "@/lib/data/review/queues";
import { transaction } from "@/lib/data/sql";
import type { Guideline, GuidelineText } from "@/lib/domain/review/guideline";
import type { QueueSpec, QueueStatus } from "@/lib/domain/review/queue";
import { may, type Viewer } from "@/lib/domain/viewer";
import { fillQueue, type ItemsOf, peopleOf } from "./add-queue-items";
import { readQueue } from "./read-queue";

type NewQueue = { name: string; spec: QueueSpec; guideline: GuidelineText; items: ItemsOf };

/** Makes a queue with its guideline and its items, whole or not at all. */
export async function createQueue(viewer: Viewer, { name, spec, guideline, items }: NewQueue): Promise<ListedQueue> {
  await checkQueue(spec);
  const people = await peopleOf(spec);
  const id = newId("queue");
  await transaction(async (tx) => {
    await insertQueue(tx, { id, name, spec, personId: viewer.id }, guideline);
    const added = await fillQueue(tx, id, spec, items, people);
    if (added === 0) throw new AppError("invalid", "No dialogue matches, so no queue was made. Widen the filter.");
  });
  return (await readQueue(viewer, id)).queue;
}

type QueueUpdate = { queueId: string; name: string; status: QueueStatus; spec: QueueSpec };

/** Changes how a queue goes on. Items that were dealt already stay with their people; overlap counts for new items. */
export async function updateQueue(viewer: Viewer, { queueId, ...input }: QueueUpdate): Promise<ListedQueue> {
  await checkQueue(input.spec);
  const updated = await updateQueueRow(queueId, input);
  if (!updated) throw new AppError("not_found", "There is no such review queue. Nothing was changed.");
  await keepOriginsOf(queueId);
  return (await readQueue(viewer, queueId)).queue;
}

type NewGuideline = GuidelineText & { queueId: string; basedOn: number };

/** A new version; refused when somebody wrote one since `basedOn`, so that nobody's wording is lost unseen. */
export async function createGuideline(viewer: Viewer, { queueId, basedOn, ...text }: NewGuideline): Promise<Guideline> {
  return transaction(async (tx) => {
    if (!(await raiseGuidelineVersion(tx, queueId, basedOn))) {
      const queue = await findQueue(queueId, tx);
      if (!queue) throw new AppError("not_found", "There is no such review queue. Nothing was changed.");
      const newest = await findGuideline(queueId, queue.guidelineVersion, tx);
      throw new AppError(
        "conflict",
        `${newest?.personName} wrote version ${newest?.version} meanwhile. Yours was not saved; look at theirs and save again.`,
        { details: { guideline: newest } },
      );
    }
    const version = basedOn + 1;
    await insertGuideline(tx, { ...text, queueId, version, personId: viewer.id });
    return must(await findGuideline(queueId, version, tx), "the new version");
  });
}

/** Throws `invalid` where a queue names people who cannot do their part, or wants more of them than there are. */
async function checkQueue(spec: QueueSpec): Promise<void> {
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
