import { onlyProject } from "@/lib/domain/only-project";
import { dataSetPaths } from "./data-set-paths";
import { importPaths } from "./import-paths";
import { judgingPaths } from "./judging-paths";
import { trainingPaths } from "./training-paths";

/**
 * Every endpoint as "METHOD /path/{param}". Plain data, so that the browser can call by name without loading a schema;
 * what goes in and comes out is in `endpoints`.
 */
export const paths = {
  session: "GET /api/v1/session",
  createFirstAccount: "POST /api/v1/first-account",
  health: "GET /api/v1/health",
  openapi: "GET /api/v1/openapi.json",
  listModels: "GET /api/v1/projects/{project}/models",
  createModel: "POST /api/v1/projects/{project}/models",
  getModel: "GET /api/v1/projects/{project}/models/{modelId}",
  updateModel: "PUT /api/v1/projects/{project}/models/{modelId}",
  archiveModel: "DELETE /api/v1/projects/{project}/models/{modelId}",
  createProbe: "POST /api/v1/projects/{project}/models/{modelId}/probes",
  getProbe: "GET /api/v1/projects/{project}/probes/{probeId}",

  listSeedSets: "GET /api/v1/projects/{project}/seed-sets",
  createSeedSet: "POST /api/v1/projects/{project}/seed-sets",
  importSeedSet: "POST /api/v1/projects/{project}/seed-sets/import",
  previewSeeds: "POST /api/v1/projects/{project}/seed-sets/preview",
  getSeedSet: "GET /api/v1/projects/{project}/seed-sets/{seedSetId}",
  deleteSeedSet: "DELETE /api/v1/projects/{project}/seed-sets/{seedSetId}",

  ...importPaths,

  ...dataSetPaths,

  listRuns: "GET /api/v1/projects/{project}/runs",
  createRun: "POST /api/v1/projects/{project}/runs",
  getRun: "GET /api/v1/projects/{project}/runs/{runId}",
  updateRun: "PUT /api/v1/projects/{project}/runs/{runId}",
  launchRun: "POST /api/v1/projects/{project}/runs/{runId}/launch",
  pauseRun: "POST /api/v1/projects/{project}/runs/{runId}/pause",
  resumeRun: "POST /api/v1/projects/{project}/runs/{runId}/resume",
  stopRun: "POST /api/v1/projects/{project}/runs/{runId}/stop",

  listDialogues: "GET /api/v1/projects/{project}/dialogues",
  countDialogues: "GET /api/v1/projects/{project}/dialogues/count",
  listSnippets: "GET /api/v1/projects/{project}/snippets",
  listTags: "GET /api/v1/projects/{project}/tags",
  listSavedFilters: "GET /api/v1/projects/{project}/saved-filters",
  createSavedFilter: "POST /api/v1/projects/{project}/saved-filters",
  updateSavedFilter: "PUT /api/v1/projects/{project}/saved-filters/{savedFilterId}",
  deleteSavedFilter: "DELETE /api/v1/projects/{project}/saved-filters/{savedFilterId}",
  getDialogue: "GET /api/v1/projects/{project}/dialogues/{dialogueId}",
  actOnDialogue: "POST /api/v1/projects/{project}/dialogues/{dialogueId}/acts",
  listDecisions: "GET /api/v1/projects/{project}/dialogues/{dialogueId}/decisions",
  listQueuesOfDialogue: "GET /api/v1/projects/{project}/dialogues/{dialogueId}/queues",
  undoDecision: "POST /api/v1/projects/{project}/decisions/{decisionId}/undo",
  editTurn: "POST /api/v1/projects/{project}/turns/{turnId}/edit",
  rejectTurn: "POST /api/v1/projects/{project}/turns/{turnId}/reject",
  regenerateTurn: "POST /api/v1/projects/{project}/turns/{turnId}/regenerate",
  getAttempts: "GET /api/v1/projects/{project}/turns/{turnId}/attempts",
  getDuplicatesOf: "GET /api/v1/projects/{project}/dialogues/{dialogueId}/duplicates",
  listDuplicates: "GET /api/v1/projects/{project}/duplicates",
  getDuplicates: "GET /api/v1/projects/{project}/duplicates/{groupId}",
  getDuplicateSetting: "GET /api/v1/projects/{project}/duplicate-setting",
  updateDuplicateSetting: "PUT /api/v1/projects/{project}/duplicate-setting",
  previewBulkAct: "POST /api/v1/projects/{project}/bulk-acts/preview",
  createBulkAct: "POST /api/v1/projects/{project}/bulk-acts",
  listBulkActs: "GET /api/v1/projects/{project}/bulk-acts",
  getBulkAct: "GET /api/v1/projects/{project}/bulk-acts/{bulkActId}",
  undoBulkAct: "POST /api/v1/projects/{project}/bulk-acts/{bulkActId}/undo",
  listJobs: "GET /api/v1/projects/{project}/jobs",
  getJob: "GET /api/v1/projects/{project}/jobs/{jobId}",
  cancelJob: "POST /api/v1/projects/{project}/jobs/{jobId}/cancel",
  retryJob: "POST /api/v1/projects/{project}/jobs/{jobId}/retry",
  beatPresence: "POST /api/v1/projects/{project}/dialogues/{dialogueId}/presence",
  listMentions: "GET /api/v1/projects/{project}/mentions",
  readMentions: "POST /api/v1/projects/{project}/mentions/read",
  events: "GET /api/v1/projects/{project}/events",
  followEvents: "POST /api/v1/projects/{project}/events",

  listQueues: "GET /api/v1/projects/{project}/queues",
  createQueue: "POST /api/v1/projects/{project}/queues",
  getQueue: "GET /api/v1/projects/{project}/queues/{queueId}",
  updateQueue: "PUT /api/v1/projects/{project}/queues/{queueId}",
  addQueueItems: "POST /api/v1/projects/{project}/queues/{queueId}/items",
  listQueueItems: "GET /api/v1/projects/{project}/queues/{queueId}/items",
  listGuidelines: "GET /api/v1/projects/{project}/queues/{queueId}/guidelines",
  createGuideline: "POST /api/v1/projects/{project}/queues/{queueId}/guidelines",
  getQueueResults: "GET /api/v1/projects/{project}/queues/{queueId}/results",
  claimItem: "POST /api/v1/projects/{project}/queues/{queueId}/claim",
  listAssignments: "GET /api/v1/projects/{project}/queues/{queueId}/assignments",

  getAssignment: "GET /api/v1/projects/{project}/assignments/{assignmentId}",
  renewAssignment: "POST /api/v1/projects/{project}/assignments/{assignmentId}/renew",
  saveDraft: "PUT /api/v1/projects/{project}/assignments/{assignmentId}/draft",
  answerItem: "POST /api/v1/projects/{project}/assignments/{assignmentId}/answer",
  takeBackAnswer: "POST /api/v1/projects/{project}/assignments/{assignmentId}/take-back",
  skipItem: "POST /api/v1/projects/{project}/assignments/{assignmentId}/skip",
  sendBack: "POST /api/v1/projects/{project}/assignments/{assignmentId}/send-back",

  getQueueItem: "GET /api/v1/projects/{project}/review-items/{itemId}",
  settleItem: "POST /api/v1/projects/{project}/review-items/{itemId}/settle",
  reopenItem: "POST /api/v1/projects/{project}/review-items/{itemId}/reopen",
  setGold: "PUT /api/v1/projects/{project}/review-items/{itemId}/gold",

  ...judgingPaths,
  ...trainingPaths,

  listMembers: "GET /api/v1/projects/{project}/members",
  updateMember: "PUT /api/v1/projects/{project}/members/{memberId}",
  deactivateMember: "POST /api/v1/projects/{project}/members/{memberId}/deactivate",
  reactivateMember: "POST /api/v1/projects/{project}/members/{memberId}/reactivate",
  listTeamWork: "GET /api/v1/projects/{project}/work",
  getWork: "GET /api/v1/projects/{project}/members/{memberId}/work",
  listPastActs: "GET /api/v1/projects/{project}/members/{memberId}/acts",
  listWaiting: "GET /api/v1/waiting",
  listInvitations: "GET /api/v1/projects/{project}/invitations",
  createInvitation: "POST /api/v1/projects/{project}/invitations",
  deleteInvitation: "DELETE /api/v1/projects/{project}/invitations/{invitationId}",
  getInvitation: "GET /api/v1/invitations/accept",
  acceptInvitation: "POST /api/v1/invitations/accept",
  joinByInvitation: "POST /api/v1/invitations/join",
  listProjects: "GET /api/v1/projects",
  createProject: "POST /api/v1/projects",
  // What is done to a project as a whole, or from one to another.
  listAuditLines: "GET /api/v1/audit-lines",
  countProject: "GET /api/v1/projects/{project}/counts",
  archiveProject: "POST /api/v1/projects/{project}/archive",
  unarchiveProject: "POST /api/v1/projects/{project}/unarchive",
  deleteProject: "POST /api/v1/projects/{project}/delete",
  exportProject: "GET /api/v1/projects/{project}/file",
  importProject: "POST /api/v1/projects/{project}/project-imports",
  listBudgets: "GET /api/v1/budgets",
  updateBudget: "PUT /api/v1/budgets/{projectId}",
  getBudget: "GET /api/v1/projects/{project}/budget",
  createCopy: "POST /api/v1/projects/{project}/copies",
  createMembership: "POST /api/v1/projects/{project}/members",
  deleteMembership: "DELETE /api/v1/projects/{project}/members/{memberId}",

  // Endpoints of accounts as such: opened and closed by owners, kept safe by their people.
  listAccounts: "GET /api/v1/accounts",
  admitPerson: "POST /api/v1/accounts",
  closeAccount: "POST /api/v1/accounts/{accountId}/close",
  openAccount: "POST /api/v1/accounts/{accountId}/open",
  changePassword: "PUT /api/v1/password",
  endSessions: "DELETE /api/v1/sessions",
  createPasswordReset: "POST /api/v1/projects/{project}/members/{memberId}/password-reset",
  resetPassword: "POST /api/v1/password-resets/use",

  listApiTokens: "GET /api/v1/api-tokens",
  createApiToken: "POST /api/v1/api-tokens",
  deleteApiToken: "DELETE /api/v1/api-tokens/{apiTokenId}",
  listTeamTokens: "GET /api/v1/projects/{project}/team-tokens",
  shutOutToken: "DELETE /api/v1/projects/{project}/team-tokens/{apiTokenId}",
} as const;

export type EndpointName = keyof typeof paths;
export type Method = "GET" | "POST" | "PUT" | "DELETE";

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The `{params}` of an endpoint's path, besides the project. */
export type PathParams<N extends EndpointName> = Record<Exclude<NamesIn<(typeof paths)[N]>, "project">, string>;

/** Method and path of an endpoint. */
export function splitPath(name: EndpointName): { method: Method; path: string } {
  const [method, path] = paths[name].split(" ") as [Method, string];
  return { method, path };
}

/**
 * The URL of an endpoint with its params filled in (percent-encoded); without a project, or with "-", the short address
 * that means the only one. Throws when a param is missing.
 */
export function fillPath(name: EndpointName, params: Record<string, string>): string {
  const { path } = splitPath(name);
  const { project = onlyProject } = params;
  const short = project === onlyProject ? path.replace("/projects/{project}", "") : path;
  return short.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = params[key];
    if (value === undefined) throw new Error(`${name} needs ${key}`);
    return encodeURIComponent(value);
  });
}
