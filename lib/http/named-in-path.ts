import type { EndpointName, PathParams } from "@/lib/contract/paths";
import type { NamedIds, Noun } from "@/lib/domain/reference";

type Param = keyof PathParams<EndpointName>;

/** What each `{param}` of an address names; null where its handler finds that out for itself. */
export const nounsOfParams: Record<Param, Noun | null> = {
  alertId: "alert",
  alertRuleId: "alertRule",
  // Of the server, of a person, or of a project's people.
  accountId: null,
  apiTokenId: null,
  projectId: null,
  assignmentId: "assignment",
  ballotId: "ballot",
  benchmarkId: "benchmark",
  bulkActId: "bulkAct",
  candidateId: "candidate",
  comparisonId: "comparison",
  dataSetId: "dataSet",
  decisionId: "decision",
  destinationId: "destination",
  dialogueId: "dialogue",
  evaluationId: "evaluation",
  gapId: "gap",
  // A number that the scan for duplicates gives anew.
  groupId: null,
  exportId: "trainingExport",
  // One of the names that the export's files have.
  fileName: null,
  importId: "import",
  invitationId: "invitation",
  itemId: "item",
  jobId: "job",
  judgeRunId: "judgeRun",
  memberId: "member",
  modelId: "model",
  probeId: "job",
  promptSetId: "promptSet",
  queueId: "queue",
  runId: "run",
  savedFilterId: "savedFilter",
  scanId: "scan",
  seedSetId: "seedSet",
  snapshotId: "snapshot",
  splitId: "split",
  // A number that its training reported.
  step: null,
  trainingId: "trainingJob",
  placeId: "trainingPlace",
  tokenizerId: "tokenizer",
  turnId: "turn",
  uploadId: "upload",
};

/** What the params of an address name, besides its project. */
export function namedInPath(params: Record<string, string>): NamedIds[] {
  return Object.entries(params).flatMap(([param, id]) => {
    const noun = nounsOfParams[param as Param];
    return noun ? [{ noun, ids: [id], field: "" }] : [];
  });
}
