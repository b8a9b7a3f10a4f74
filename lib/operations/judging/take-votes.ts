import { AppError } from "@/lib/base/app-error";
import { insertImportedVotes, listContradictedVotes, type NewImportedVote } from "@/lib/data/judging/import-judgments";
import type { Queryable } from "@/lib/data/sql";

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
