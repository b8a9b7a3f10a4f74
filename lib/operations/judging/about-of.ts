import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { listCandidates } from "@/lib/data/judging/candidates";
import { findEvaluation } from "@/lib/data/judging/evaluations";
import { listEvaluationItems } from "@/lib/data/judging/items";
import { listWholeJudgments } from "@/lib/data/judging/judgments";
import { listLeftOut } from "@/lib/data/judging/rulings";
import type { VoteRow } from "@/lib/data/judging/votes";
import type { Queryable } from "@/lib/data/sql";
import { votesOnOpenTexts } from "./open-names";

/** The evaluation of which files speak, its items and candidates. */
export async function aboutOf(id: string, on: Queryable) {
  return { evaluationId: id, items: await listEvaluationItems(id, on), candidates: await listCandidates(id, on) };
}

type Asked = { id: string; of: string | undefined; on: Queryable };

/** Ids of the raters, judges' runs and imports that leads left out; the evaluation's own for votes on open names. */
async function leftOutOf(id: string, on: Queryable): Promise<ReadonlySet<string>> {
  return new Set((await listLeftOut(id, on)).map((one) => one.id));
}

/** True of people's votes that leads left out: by whose they are, or by the texts that they are on. */
export async function votesLeftOut(id: string, on: Queryable): Promise<(vote: VoteRow) => boolean> {
  const out = await leftOutOf(id, on);
  const isOpen = out.has(id) ? await votesOnOpenTexts(id) : () => false;
  return (vote) => out.has(vote.personId) || isOpen(vote);
}

/** Refuses where raters were asked whether one user is real: files of FastChat hold votes between two. */
export async function requirePairs(id: string, on: Queryable): Promise<void> {
  if (must(await findEvaluation(id, on), "the evaluation").spec.kind !== "turing") return;
  throw new AppError(
    "invalid",
    "Its raters saw one dialogue at a time, and “human_votes” holds votes between two. Take the format “every_vote”, which holds theirs.",
    { fields: { format: "Take every_vote" } },
  );
}

/** What judges said in one mode, of all that count or of the one that is asked for, with what it is about and what the file is called. */
export async function judgmentsOf({ id, of, on }: Asked, mode: "single" | "pair") {
  const about = await aboutOf(id, on);
  const all = await listWholeJudgments(id, on);
  const out = of ? new Set() : await leftOutOf(id, on);
  const rows = all.filter(
    (row) =>
      row.mode === mode && (of ? row.judgeRunId === of : !out.has(row.judgeRunId) && !out.has(row.importId ?? "")),
  );
  return { about, rows, stem: `${rows[0]?.judge ?? "judge"}_${mode}` };
}
