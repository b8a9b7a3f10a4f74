/** URLs of the pages; the only place where one is spelt. */
export const hrefs = {
  home: "/",
  live: "/live",
  runs: "/runs",
  newRun: "/runs/new",
  seedSets: "/seed-sets",
  newSeedSet: "/seed-sets/new",
  imports: "/imports",
  newImport: "/imports/new",
  dialogues: "/dialogues",
  duplicates: "/dialogues/duplicates",
  models: "/models",
  newModel: "/models/new",
  jobs: "/jobs",
  team: "/team",
  settings: "/settings",
  server: "/server",
  review: "/review",
  newQueue: "/review/new",
  compare: "/compare",
  evaluations: "/evaluations",
  newEvaluation: "/evaluations/new",
  benchmarks: "/benchmarks",
  signIn: "/sign-in",
  firstAccount: "/first-account",
  run: (runId: string) => `/runs/${encodeURIComponent(runId)}`,
  duplicateRun: (runId: string) => `/runs/new?from=${encodeURIComponent(runId)}`,
  liveRun: (runId: string) => `/live?run=${encodeURIComponent(runId)}`,
  seedSet: (seedSetId: string) => `/seed-sets/${encodeURIComponent(seedSetId)}`,
  dialogue: (dialogueId: string) => `/dialogues/${encodeURIComponent(dialogueId)}`,
  /** The list by a filter; what is not set is left out. */
  dialoguesOf: (filter: Record<string, unknown>) => {
    const set = Object.entries(filter).flatMap(([name, value]) =>
      value === undefined || value === "" ? [] : [[name, String(value)]],
    );
    return set.length === 0 ? "/dialogues" : `/dialogues?${new URLSearchParams(set)}`;
  },
  importOf: (importId: string) => `/imports/${encodeURIComponent(importId)}`,
  dialoguesOfImport: (importId: string) => `/dialogues?import=${encodeURIComponent(importId)}`,
  dialoguesOfRun: (runId: string) => `/dialogues?run=${encodeURIComponent(runId)}`,
  member: (memberId: string) => `/team/${encodeURIComponent(memberId)}`,
  model: (modelId: string) => `/models/${encodeURIComponent(modelId)}`,
  queue: (queueId: string) => `/review/${encodeURIComponent(queueId)}`,
  queueSetUp: (queueId: string) => `/review/${encodeURIComponent(queueId)}/set-up`,
  queueResults: (queueId: string) => `/review/${encodeURIComponent(queueId)}/results`,
  settle: (queueId: string) => `/review/${encodeURIComponent(queueId)}/settle`,
  reviewItem: (queueId: string, itemId: string) =>
    `/review/${encodeURIComponent(queueId)}/items/${encodeURIComponent(itemId)}`,
  rate: (evaluationId: string) => `/compare/${encodeURIComponent(evaluationId)}`,
  evaluation: (evaluationId: string) => `/evaluations/${encodeURIComponent(evaluationId)}`,
  evaluationDraft: (evaluationId: string) => `/evaluations/${encodeURIComponent(evaluationId)}/draft`,
  evaluationResults: (evaluationId: string) => `/evaluations/${encodeURIComponent(evaluationId)}/results`,
  comparisons: (evaluationId: string) => `/evaluations/${encodeURIComponent(evaluationId)}/comparisons`,
  comparison: (evaluationId: string, comparisonId: string) =>
    `/evaluations/${encodeURIComponent(evaluationId)}/comparisons/${encodeURIComponent(comparisonId)}`,
  benchmark: (benchmarkId: string) => `/benchmarks/${encodeURIComponent(benchmarkId)}`,
  invitation: (token: string) => `/invitations/${encodeURIComponent(token)}`,
  passwordReset: (token: string) => `/password-resets/${encodeURIComponent(token)}`,
  /** Sign-in that comes back to `path` afterwards. */
  signInThen: (path: string) => `/sign-in?next=${encodeURIComponent(path)}`,
} as const;

const studio = "http://studio.invalid";

/**
 * The path that a link to sign in leads back to: read as a browser reads it, so that no spelling leads to another site.
 * Home for whatever is no path of this studio.
 */
export function ownPath(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/") || !URL.canParse(next, studio)) return hrefs.home;
  const { origin, pathname, search, hash } = new URL(next, studio);
  return origin === studio && !pathname.startsWith("//") ? pathname + search + hash : hrefs.home;
}
