import { call } from "@/lib/client/call";
import type { NothingToServe, ServedItem } from "@/lib/contract/endpoints/assignments";
import type { Work } from "../annotation/work";
import { verdictWords } from "../transcript/dialogue-words";
import { reviewDrafts } from "./answer-draft";

/** A review queue as work that is handed out item by item. */
export function reviewWork(queueId: string): Work<ServedItem, NothingToServe> {
  const read = (assignmentId: string) => call("getAssignment", { params: { assignmentId } });
  const renew = (assignmentId: string) => call("renewAssignment", { params: { assignmentId } });
  return {
    id: queueId,
    read,
    renew,
    idOf: ({ assignment }) => assignment.id,
    leaseOf: ({ assignment }) => assignment.leaseUntil,
    claim: (holding, includeSkipped) => call("claimItem", { params: { queueId }, body: { holding, includeSkipped } }),
    async reopen(assignmentId, done) {
      // A skipped item is taken again if it is still free.
      if (done === "skip") await renew(assignmentId);
      const item =
        done === "skip" ? await read(assignmentId) : await call("takeBackAnswer", { params: { assignmentId } });
      if (item.assignment.draft) reviewDrafts.keep(assignmentId, item.assignment.draft);
      return item;
    },
    wordsFor: (entry) => (entry.kind === "answer" ? verdictWords[entry.body.answer.verdict] : "Skipped"),
    keepDraft(entry) {
      const draft = entry.kind === "answer" ? entry.body.answer : entry.kind === "skip" ? entry.body.draft : null;
      if ("assignmentId" in entry) reviewDrafts.restore(entry.assignmentId, draft);
    },
    undoing(entry) {
      if (entry.kind !== "answer") return null;
      const { id, assignmentId, at, project } = entry;
      return { kind: "take_back", id: `${id}.back`, assignmentId, queueId, at, project };
    },
  };
}
