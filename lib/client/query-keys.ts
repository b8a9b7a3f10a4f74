import type { InputOf } from "@/lib/contract/endpoints";
import type { DuplicateSubject } from "@/lib/domain/duplicates";

/** Filters of the dialogue list, as they stand in the URL. */
export type DialogueListFilter = Omit<NonNullable<InputOf<"listDialogues">["query"]>, "cursor" | "limit">;

/** Keys grow from the noun outwards, so that a write refreshes every list of its noun by prefix. */
export const queryKeys = {
  session: ["session"],
  jobs: {
    all: ["jobs"],
    lists: ["jobs", "list"],
    list: (filter: object) => ["jobs", "list", filter],
    one: (id: string) => ["jobs", "one", id],
  },
  models: { all: ["models"], list: ["models", "list"], one: (id: string) => ["models", "one", id] },
  probes: { one: (id: string) => ["probes", id] },
  seedSets: { all: ["seedSets"], list: ["seedSets", "list"], one: (id: string) => ["seedSets", "one", id] },
  runs: {
    all: ["runs"],
    list: ["runs", "list"],
    running: ["runs", "running"],
    one: (id: string) => ["runs", "one", id],
  },
  dialogues: {
    all: ["dialogues"],
    lists: ["dialogues", "list"],
    list: (filter: DialogueListFilter) => ["dialogues", "list", filter],
    tags: ["dialogues", "tags"],
    snippets: (words: string, ids: string[]) => ["dialogues", "snippets", words, ids],
    found: (words: string) => ["dialogues", "found", words],
    one: (id: string) => ["dialogues", "one", id],
    decisions: (id: string) => ["dialogues", "one", id, "decisions"],
  },
  duplicates: {
    all: ["duplicates"],
    groups: (subject: DuplicateSubject) => ["duplicates", "groups", subject],
    group: (groupId: string) => ["duplicates", "group", groupId],
    of: (dialogueId: string) => ["duplicates", "of", dialogueId],
    setting: ["duplicates", "setting"],
  },
  review: {
    all: ["review"],
    queues: ["review", "queues"],
    queue: (id: string) => ["review", "queue", id],
    guidelines: (id: string) => ["review", "queue", id, "guidelines"],
    results: (id: string) => ["review", "queue", id, "results"],
    items: (id: string, status?: string) => ["review", "queue", id, "items", status ?? "all"],
    item: (id: string) => ["review", "item", id],
    answered: (id: string) => ["review", "queue", id, "answered"],
  },
  judging: {
    all: ["judging"],
    benchmarks: ["judging", "benchmarks"],
    benchmark: (id: string) => ["judging", "benchmarks", id],
    evaluations: ["judging", "evaluations"],
    evaluation: (id: string) => ["judging", "evaluation", id],
    figures: (id: string) => ["judging", "evaluation", id, "figures"],
    results: (id: string, query: object) => ["judging", "evaluation", id, "figures", "results", query],
    styled: (id: string, query: object) => ["judging", "evaluation", id, "figures", "styled", query],
    comparisons: (id: string, filter: object) => ["judging", "evaluation", id, "comparisons", filter],
    comparison: (id: string) => ["judging", "comparison", id],
    instructions: (id: string) => ["judging", "instructions", id],
    ballots: (id: string) => ["judging", "instructions", id, "ballots"],
    reference: (id: string) => ["judging", "reference", id],
    promptSets: ["judging", "promptSets"],
    judgeRuns: (id: string) => ["judging", "evaluation", id, "passes"],
    preview: (id: string, order: object) => ["judging", "evaluation", id, "preview", order],
  },
  attempts: { ofTurn: (turnId: string) => ["attempts", turnId] },
  team: {
    all: ["team"],
    members: ["team", "members"],
    invitations: ["team", "invitations"],
    invitation: (token: string) => ["team", "invitation", token],
    work: (days: number) => ["team", "work", days],
    workOf: (memberId: string, days: number) => ["team", "work", memberId, days],
    actsOf: (memberId: string) => ["team", "acts", memberId],
  },
  savedFilters: ["savedFilters"],
  apiTokens: ["apiTokens"],
  mentions: ["mentions"],
} as const;
