/**
 * Every endpoint as "METHOD /path/{param}". Plain data, so that the browser can call by name without loading a schema;
 * what goes in and comes out is in `endpoints`.
 */
export const paths = {
  session: "GET /api/v1/session",
  createFirstAccount: "POST /api/v1/first-account",
  health: "GET /api/v1/health",
  openapi: "GET /api/v1/openapi.json",

  listModels: "GET /api/v1/models",
  createModel: "POST /api/v1/models",
  getModel: "GET /api/v1/models/{modelId}",
  updateModel: "PUT /api/v1/models/{modelId}",
  archiveModel: "DELETE /api/v1/models/{modelId}",
  createProbe: "POST /api/v1/models/{modelId}/probes",
  getProbe: "GET /api/v1/probes/{probeId}",

  listSeedSets: "GET /api/v1/seed-sets",
  createSeedSet: "POST /api/v1/seed-sets",
  importSeedSet: "POST /api/v1/seed-sets/import",
  getSeedSet: "GET /api/v1/seed-sets/{seedSetId}",
  deleteSeedSet: "DELETE /api/v1/seed-sets/{seedSetId}",

  listRuns: "GET /api/v1/runs",
  createRun: "POST /api/v1/runs",
  getRun: "GET /api/v1/runs/{runId}",
  updateRun: "PUT /api/v1/runs/{runId}",
  launchRun: "POST /api/v1/runs/{runId}/launch",
  pauseRun: "POST /api/v1/runs/{runId}/pause",
  resumeRun: "POST /api/v1/runs/{runId}/resume",
  stopRun: "POST /api/v1/runs/{runId}/stop",

  listDialogues: "GET /api/v1/dialogues",
  listSnippets: "GET /api/v1/snippets",
  listTags: "GET /api/v1/tags",
  listSavedFilters: "GET /api/v1/saved-filters",
  createSavedFilter: "POST /api/v1/saved-filters",
  updateSavedFilter: "PUT /api/v1/saved-filters/{savedFilterId}",
  deleteSavedFilter: "DELETE /api/v1/saved-filters/{savedFilterId}",
  getDialogue: "GET /api/v1/dialogues/{dialogueId}",
  actOnDialogue: "POST /api/v1/dialogues/{dialogueId}/acts",
  listDecisions: "GET /api/v1/dialogues/{dialogueId}/decisions",
  undoDecision: "POST /api/v1/decisions/{decisionId}/undo",
  editTurn: "POST /api/v1/turns/{turnId}/edit",
  rejectTurn: "POST /api/v1/turns/{turnId}/reject",
  regenerateTurn: "POST /api/v1/turns/{turnId}/regenerate",
  getAttempts: "GET /api/v1/turns/{turnId}/attempts",
  getDuplicatesOf: "GET /api/v1/dialogues/{dialogueId}/duplicates",
  listDuplicates: "GET /api/v1/duplicates",
  getDuplicates: "GET /api/v1/duplicates/{groupId}",
  getDuplicateSetting: "GET /api/v1/duplicate-setting",
  updateDuplicateSetting: "PUT /api/v1/duplicate-setting",
  previewBulkAct: "POST /api/v1/bulk-acts/preview",
  createBulkAct: "POST /api/v1/bulk-acts",
  listBulkActs: "GET /api/v1/bulk-acts",
  getBulkAct: "GET /api/v1/bulk-acts/{bulkActId}",
  undoBulkAct: "POST /api/v1/bulk-acts/{bulkActId}/undo",
  listJobs: "GET /api/v1/jobs",
  getJob: "GET /api/v1/jobs/{jobId}",
  cancelJob: "POST /api/v1/jobs/{jobId}/cancel",
  retryJob: "POST /api/v1/jobs/{jobId}/retry",
  beatPresence: "POST /api/v1/dialogues/{dialogueId}/presence",
  listMentions: "GET /api/v1/mentions",
  readMentions: "POST /api/v1/mentions/read",
  events: "GET /api/v1/events",
  exportDialogues: "GET /api/v1/exports",

  listQueues: "GET /api/v1/queues",
  createQueue: "POST /api/v1/queues",
  getQueue: "GET /api/v1/queues/{queueId}",
  updateQueue: "PUT /api/v1/queues/{queueId}",
  addQueueItems: "POST /api/v1/queues/{queueId}/items",
  listQueueItems: "GET /api/v1/queues/{queueId}/items",
  listGuidelines: "GET /api/v1/queues/{queueId}/guidelines",
  createGuideline: "POST /api/v1/queues/{queueId}/guidelines",
  getQueueResults: "GET /api/v1/queues/{queueId}/results",
  claimItem: "POST /api/v1/queues/{queueId}/claim",
  listAssignments: "GET /api/v1/queues/{queueId}/assignments",

  getAssignment: "GET /api/v1/assignments/{assignmentId}",
  renewAssignment: "POST /api/v1/assignments/{assignmentId}/renew",
  saveDraft: "PUT /api/v1/assignments/{assignmentId}/draft",
  answerItem: "POST /api/v1/assignments/{assignmentId}/answer",
  takeBackAnswer: "POST /api/v1/assignments/{assignmentId}/take-back",
  skipItem: "POST /api/v1/assignments/{assignmentId}/skip",
  sendBack: "POST /api/v1/assignments/{assignmentId}/send-back",

  getQueueItem: "GET /api/v1/review-items/{itemId}",
  settleItem: "POST /api/v1/review-items/{itemId}/settle",
  reopenItem: "POST /api/v1/review-items/{itemId}/reopen",
  setGold: "PUT /api/v1/review-items/{itemId}/gold",

  listBenchmarks: "GET /api/v1/benchmarks",
  importBenchmark: "POST /api/v1/benchmarks",
  importReferences: "POST /api/v1/benchmarks/{benchmarkId}/references",
  getBenchmark: "GET /api/v1/benchmarks/{benchmarkId}",
  deleteBenchmark: "DELETE /api/v1/benchmarks/{benchmarkId}",

  listEvaluations: "GET /api/v1/evaluations",
  createEvaluation: "POST /api/v1/evaluations",
  getEvaluation: "GET /api/v1/evaluations/{evaluationId}",
  updateEvaluation: "PUT /api/v1/evaluations/{evaluationId}",
  deleteEvaluation: "DELETE /api/v1/evaluations/{evaluationId}",
  launchEvaluation: "POST /api/v1/evaluations/{evaluationId}/launch",
  listEvaluationItems: "GET /api/v1/evaluations/{evaluationId}/items",
  importAnswers: "POST /api/v1/evaluations/{evaluationId}/candidates/{candidateId}/answers",
  retryResponses: "POST /api/v1/evaluations/{evaluationId}/retry",
  getEvaluationResults: "GET /api/v1/evaluations/{evaluationId}/results",
  listComparisons: "GET /api/v1/evaluations/{evaluationId}/comparisons",
  getComparison: "GET /api/v1/comparisons/{comparisonId}",
  setComparisonGold: "PUT /api/v1/comparisons/{comparisonId}/gold",

  getRatingInstructions: "GET /api/v1/evaluations/{evaluationId}/instructions",
  claimBallot: "POST /api/v1/evaluations/{evaluationId}/claim",
  listBallots: "GET /api/v1/evaluations/{evaluationId}/ballots",
  getBallot: "GET /api/v1/ballots/{ballotId}",
  getReference: "GET /api/v1/ballots/{ballotId}/reference",
  renewBallot: "POST /api/v1/ballots/{ballotId}/renew",
  castVote: "POST /api/v1/ballots/{ballotId}/vote",
  takeBackVote: "POST /api/v1/ballots/{ballotId}/take-back",
  skipBallot: "POST /api/v1/ballots/{ballotId}/skip",
  revealBallot: "POST /api/v1/ballots/{ballotId}/reveal",
  replyToJudge: "POST /api/v1/ballots/{ballotId}/afterword",

  listPromptSets: "GET /api/v1/prompt-sets",
  importPromptSet: "POST /api/v1/prompt-sets",
  deletePromptSet: "DELETE /api/v1/prompt-sets/{promptSetId}",
  listJudgeRuns: "GET /api/v1/evaluations/{evaluationId}/judge-runs",
  createJudgeRun: "POST /api/v1/evaluations/{evaluationId}/judge-runs",
  previewJudgeRun: "POST /api/v1/evaluations/{evaluationId}/judge-runs/preview",
  steerJudgeRun: "POST /api/v1/judge-runs/{judgeRunId}/steer",
  importJudgments: "POST /api/v1/evaluations/{evaluationId}/judgments",
  getStyledRatings: "GET /api/v1/evaluations/{evaluationId}/styled-ratings",
  exportEvaluation: "GET /api/v1/evaluations/{evaluationId}/exports",

  listMembers: "GET /api/v1/members",
  updateMember: "PUT /api/v1/members/{memberId}",
  deactivateMember: "POST /api/v1/members/{memberId}/deactivate",
  reactivateMember: "POST /api/v1/members/{memberId}/reactivate",
  listTeamWork: "GET /api/v1/work",
  getWork: "GET /api/v1/members/{memberId}/work",
  listPastActs: "GET /api/v1/members/{memberId}/acts",
  listInvitations: "GET /api/v1/invitations",
  createInvitation: "POST /api/v1/invitations",
  deleteInvitation: "DELETE /api/v1/invitations/{invitationId}",
  getInvitation: "GET /api/v1/invitations/accept",
  acceptInvitation: "POST /api/v1/invitations/accept",
  listApiTokens: "GET /api/v1/api-tokens",
  createApiToken: "POST /api/v1/api-tokens",
  deleteApiToken: "DELETE /api/v1/api-tokens/{apiTokenId}",
} as const;

export type EndpointName = keyof typeof paths;
export type Method = "GET" | "POST" | "PUT" | "DELETE";

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The `{params}` of an endpoint's path. */
export type PathParams<N extends EndpointName> = Record<NamesIn<(typeof paths)[N]>, string>;

/** Method and path of an endpoint. */
export function splitPath(name: EndpointName): { method: Method; path: string } {
  const [method, path] = paths[name].split(" ") as [Method, string];
  return { method, path };
}

/** The URL of an endpoint with its params filled in (percent-encoded). Throws when one is missing. */
export function fillPath(name: EndpointName, params: Record<string, string>): string {
  return splitPath(name).path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = params[key];
    if (value === undefined) throw new Error(`${name} needs ${key}`);
    return encodeURIComponent(value);
  });
}
