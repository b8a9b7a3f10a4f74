import type { AuditKind } from "@/lib/domain/audit-line";
import { formatNumber } from "../ui/format-number";

/** One, and more than one, of what a project holds; in the order in which they are told. */
const nouns: Record<string, [one: string, many: string]> = {
  dialogues: ["dialogue", "dialogues"],
  turns: ["turn", "turns"],
  runs: ["run", "runs"],
  seedSets: ["seed set", "seed sets"],
  models: ["model", "models"],
  queues: ["review queue", "review queues"],
  answers: ["answer", "answers"],
  benchmarks: ["benchmark", "benchmarks"],
  evaluations: ["evaluation", "evaluations"],
  votes: ["vote", "votes"],
  judgments: ["judgment", "judgments"],
  members: ["membership", "memberships"],
  rows: ["row", "rows"],
};

/** What a project holds, in words: "2 dialogues, 1 run"; what it has none of is not told. */
export function countsText(counts: Record<string, number>): string {
  const told = Object.entries(nouns).flatMap(([noun, [one, many]]) => {
    const count = counts[noun] ?? 0;
    return count === 0 ? [] : [`${formatNumber(count)} ${count === 1 ? one : many}`];
  });
  return told.join(", ") || "nothing";
}

export const auditWords: Record<AuditKind, string> = {
  project_archived: "archived",
  project_unarchived: "taken out of the archive",
  project_exported: "exported",
  project_imported: "imported",
  project_deleted: "deleted",
  budget_set: "given a budget",
  model_published: "had a trained model published",
};
