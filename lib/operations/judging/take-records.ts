import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import {
  insertImportedVotes,
  insertJudgments,
  listContradictedVotes,
  type NewImportedVote,
} from "@/lib/data/judging/import-judgments";
import { findImportedJudgeRun, insertJudgeRun } from "@/lib/data/judging/judge-runs";
import type { Queryable } from "@/lib/data/sql";
import type { Viewer } from "@/lib/domain/viewer";
import type { Found } from "./published-records";

/** What becomes of a rater's second vote on a question that says otherwise than the first. */
export type SecondVotes = "left_out" | "kept";

type Votes = {
  evaluationId: string;
  importId: string;
  votes: NewImportedVote[];
  notes: string[];
  second: SecondVotes;
};

/** A rater's vote on a question has four outcomes, so that after the fourth nothing new can be said. */
const times = ["second", "third", "fourth"] as const;

/** A rater's second vote that says otherwise is never lost without a word: it is left out, or kept as one of its own. */
export async function takeVotes(tx: Queryable, { evaluationId, importId, votes, notes, second }: Votes) {
  const insert = (some: NewImportedVote[]) => insertImportedVotes(tx, { evaluationId, importId, votes: some });
  let taken = await insert(votes);
  const others = await listContradictedVotes(tx, evaluationId, votes);
  let again = second === "kept" ? others : [];
  for (const time of times) {
    const named = again.map((vote) => ({ ...vote, rater: `${vote.rater} (${time} vote)` }));
    taken += await insert(named);
    const left = new Set(await listContradictedVotes(tx, evaluationId, named));
    again = again.filter((_, i) => left.has(named[i] as NewImportedVote));
  }
  const what = `${others.length} second votes of the same rater on the same question say otherwise than the first:`;
  const words = second === "kept" ? "they are kept as those of another rater." : "they are left out.";
  const fitting = votes.length - (second === "kept" ? 0 : others.length);
  const said = others.length > 0 ? [...notes, `${what} ${words}`] : notes;
  return { taken, notes: votes.length > 0 && fitting === 0 ? said : told(taken, fitting, said) };
}

/** Throws where nothing fits: a wrong file would otherwise look like an empty one. */
export function told(taken: number, fitting: number, notes: string[]): string[] {
  if (fitting === 0)
    throw new AppError(
      "invalid",
      `Nothing in this file is about this evaluation. ${notes.join(" ")} Nothing was stored.`,
    );
  return taken < fitting ? [...notes, `${fitting - taken} were there already.`] : notes;
}

type Judgments = { evaluationId: string; importId: string; mode: "single" | "pair"; found: Found[]; notes: string[] };

/** Each judge in a file becomes a judge of its own here, to whom later files add; what says otherwise is told, and left out. */
export async function takeJudgments(
  tx: Queryable,
  viewer: Viewer,
  { evaluationId, importId, mode, found, notes }: Judgments,
) {
  let [taken, otherwise] = [0, 0];
  for (const [judge, judgments] of byJudge(found)) {
    const known = await findImportedJudgeRun(tx, { evaluationId, judge, mode });
    const id = known ?? newId("judgeRun");
    const judgeRun = { id, evaluationId, judge, modelId: null, promptSetId: null, personId: viewer.id } as const;
    if (known === null) await insertJudgeRun(tx, { ...judgeRun, mode, status: "done" });
    const stored = await insertJudgments(tx, { judgeRunId: id, importId, judgments });
    taken += stored.taken;
    otherwise += stored.otherwise;
  }
  const words = `${otherwise} say otherwise than what this judge said of the same texts already: they are left out.`;
  const said = otherwise > 0 ? [...notes, words] : notes;
  return {
    taken,
    notes: found.length > 0 && found.length === otherwise ? said : told(taken, found.length - otherwise, said),
  };
}

function byJudge(found: Found[]): Map<string, Found["judgment"][]> {
  const judges = new Map<string, Found["judgment"][]>();
  for (const { judge, judgment } of found) judges.set(judge, [...(judges.get(judge) ?? []), judgment]);
  return judges;
}
