import { listCandidates } from "@/lib/data/judging/candidates";
import { listEvaluationItems } from "@/lib/data/judging/items";
import { listWholeJudgments } from "@/lib/data/judging/judgments";
import type { Queryable } from "@/lib/data/sql";

/** The items and candidates of which files speak. */
export async function aboutOf(id: string, on: Queryable) {
  return { items: await listEvaluationItems(id, on), candidates: await listCandidates(id, on) };
}

type Asked = { id: string; of: string | undefined; on: Queryable };

/** What judges said in one mode, of all of them or of one, with what it is about and what the file is called. */
export async function judgmentsOf({ id, of, on }: Asked, mode: "single" | "pair") {
  const about = await aboutOf(id, on);
  const all = await listWholeJudgments(id, on);
  const rows = all.filter((row) => row.mode === mode && (!of || row.judgeRunId === of));
  return { about, rows, stem: `${rows[0]?.judge ?? "judge"}_${mode}` };
}
