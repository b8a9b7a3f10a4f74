import type { ProjectCounts } from "@/lib/domain/project";
import { first } from "../door/execute";
import { sql } from "../door/fragment";
import { int } from "../door/row";
import { statement } from "../door/statement";
import { requireProject } from "../project-at-work";

const count = statement(
  "projects.count",
  {
    dialogues: int,
    turns: int,
    runs: int,
    seedSets: int,
    models: int,
    queues: int,
    answers: int,
    benchmarks: int,
    evaluations: int,
    votes: int,
    judgments: int,
    members: int,
  },
  (projectId: string) => sql`
    SELECT (SELECT count(*)::int FROM dialogue) AS dialogues, (SELECT count(*)::int FROM turn) AS turns,
      (SELECT count(*)::int FROM run) AS runs, (SELECT count(*)::int FROM seed_set) AS "seedSets",
      (SELECT count(*)::int FROM model WHERE project_id IS NOT NULL) AS models,
      (SELECT count(*)::int FROM review_queue) AS queues,
      (SELECT count(*)::int FROM assignment WHERE status IN ('answered', 'late')) AS answers,
      (SELECT count(*)::int FROM benchmark WHERE project_id IS NOT NULL) AS benchmarks,
      (SELECT count(*)::int FROM evaluation) AS evaluations,
      (SELECT count(*)::int FROM ballot WHERE status IN ('voted', 'late')) AS votes,
      (SELECT count(*)::int FROM judgment) AS judgments,
      (SELECT count(*)::int FROM membership m WHERE m.project_id = ${projectId}) AS members`,
);

/** What the project at work holds, by noun. */
export async function countProject(): Promise<ProjectCounts> {
  const counts = await first(count(requireProject()));
  if (!counts) throw new Error("A count gave nothing");
  return counts;
}
