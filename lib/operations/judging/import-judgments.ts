import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { listCandidates } from "@/lib/data/judging/candidates";
import { lockEvaluation } from "@/lib/data/judging/evaluations";
import {
  insertImportedVotes,
  insertJudgments,
  listContradictedVotes,
  type NewImportedVote,
} from "@/lib/data/judging/import-judgments";
import { listEvaluationItems } from "@/lib/data/judging/items";
import { findImportedJudgeRun, insertJudgeRun } from "@/lib/data/judging/judge-runs";
import { type Queryable, transaction } from "@/lib/data/sql";
import type { Candidate } from "@/lib/domain/judging/candidate";
import { type Locator, locatorOf } from "@/lib/domain/judging/locate";
import type { Viewer } from "@/lib/domain/viewer";
import { formats, type ReadableId } from "@/lib/formats/registry";
import type { Source } from "@/lib/formats/text/decode-text";
import { readWhole } from "../read-whole";
import { type Found, pairsOf, singlesOf, votesOf } from "./published-records";

type Input = {
  evaluationId: string;
  format: ReadableId<"judgments" | "votes">;
  /** What becomes of a rater's second vote on a question that says otherwise than the first. */
  second?: "left_out" | "kept";
};

/** What of a file is about the evaluation at hand. */
type Taken =
  | { kind: "votes"; votes: NewImportedVote[] }
  | { kind: "judgments"; mode: "single" | "pair"; found: Found[] };
type Locate = (find: Locator, candidates: readonly Candidate[]) => Taken;

/**
 * Takes published judgments or votes of people into an evaluation: all that is about its candidates and questions, the
 * rest told in words. A bad line refuses the file whole. Each judge in a file becomes a judge of its own here, to whom
 * later files add; the same file again changes nothing.
 */
export async function importJudgments(
  viewer: Viewer,
  { evaluationId, format, second = "left_out" }: Input,
  file: Source,
): Promise<{ taken: number; notes: string[] }> {
  const locate = await readers[format](file);
  return transaction(async (tx) => {
    const evaluation = await lockEvaluation(tx, evaluationId);
    if (!evaluation) throw new AppError("not_found", "There is no such evaluation. Nothing was stored.");
    const candidates = await listCandidates(evaluationId, tx);
    const find = locatorOf(await listEvaluationItems(evaluationId, tx), candidates);
    const found = locate(find, candidates);
    if (found.kind === "votes") {
      return takeVotes(tx, { evaluationId, votes: found.votes, notes: find.notes(), second });
    }
    let taken = 0;
    for (const [judge, judgments] of byJudge(found.found)) {
      const { mode } = found;
      const known = await findImportedJudgeRun(tx, { evaluationId, judge, mode });
      const id = known ?? newId("judgeRun");
      const judgeRun = { id, evaluationId, judge, modelId: null, promptSetId: null, personId: viewer.id } as const;
      if (known === null) await insertJudgeRun(tx, { ...judgeRun, mode, status: "done" });
      taken += await insertJudgments(tx, id, judgments);
    }
    return { taken, notes: told(taken, found.found.length, find.notes()) };
  });
}

/** Reads a file whole, or refuses it; before anything is locked. */
const readers: Record<Input["format"], (file: Source) => Promise<Locate>> = {
  async judgment_single(file) {
    const records = await readWhole(formats.judgment_single.read(file));
    return (find) => ({ kind: "judgments", mode: "single", found: singlesOf(records, find) });
  },
  async judgment_pair(file) {
    const records = await readWhole(formats.judgment_pair.read(file));
    return (find, candidates) => ({ kind: "judgments", mode: "pair", found: pairsOf(records, find, candidates) });
  },
  async human_votes(file) {
    const records = await readWhole(formats.human_votes.read(file));
    return (find, candidates) => ({ kind: "votes", votes: votesOf(records, find, candidates) });
  },
};

type Votes = { evaluationId: string; votes: NewImportedVote[]; notes: string[]; second: "left_out" | "kept" };

/** A rater's second vote that says otherwise is never lost without a word: it is left out, or kept as one of its own. */
async function takeVotes(tx: Queryable, { evaluationId, votes, notes, second }: Votes) {
  let taken = await insertImportedVotes(tx, evaluationId, votes);
  const others = await listContradictedVotes(tx, evaluationId, votes);
  const again = others.map((vote) => ({ ...vote, rater: `${vote.rater} (second vote)` }));
  if (second === "kept") taken += await insertImportedVotes(tx, evaluationId, again);
  const what = `${others.length} second votes of the same rater on the same question say otherwise than the first:`;
  const words = second === "kept" ? "they are kept as those of another rater." : "they are left out.";
  const fitting = votes.length - (second === "kept" ? 0 : others.length);
  const said = others.length > 0 ? [...notes, `${what} ${words}`] : notes;
  return { taken, notes: votes.length > 0 && fitting === 0 ? said : told(taken, fitting, said) };
}

/** Throws where nothing fits: a wrong file would otherwise look like an empty one. */
function told(taken: number, fitting: number, notes: string[]): string[] {
  if (fitting === 0)
    throw new AppError(
      "invalid",
      `Nothing in this file is about this evaluation. ${notes.join(" ")} Nothing was stored.`,
    );
  return taken < fitting ? [...notes, `${fitting - taken} were there already.`] : notes;
}

function byJudge(found: Found[]): Map<string, Found["judgment"][]> {
  const judges = new Map<string, Found["judgment"][]>();
  for (const { judge, judgment } of found) judges.set(judge, [...(judges.get(judge) ?? []), judgment]);
  return judges;
}
