import type { AnswerOf } from "@/lib/contract/endpoints";
import type { Ballot } from "@/lib/contract/endpoints/ballots";
import { listBallots } from "@/lib/data/judging/ballots";
import { namesToHide } from "@/lib/data/judging/shown";
import type { Viewer } from "@/lib/domain/viewer";
import { viewBallot } from "./ballot-view";
import { ownBallot } from "./held-ballot";
import { hiddenNames } from "./hidden-names";

/** One of the viewer's ballots, voted on or not. */
export async function readBallot(viewer: Viewer, ballotId: string): Promise<Ballot> {
  const { id } = await ownBallot(viewer, ballotId);
  return viewBallot(id);
}

/** The viewer's ballots in an evaluation, newest first. */
export async function readBallots(
  viewer: Viewer,
  evaluationId: string,
  page: { cursor?: string; limit: number },
): Promise<AnswerOf<"listBallots">> {
  const { items, nextCursor } = await listBallots(evaluationId, viewer.id, page);
  // What both were asked stands as it is; a dialogue that is looked at alone begins with its own candidate's words.
  const names = items.some(({ isAlone }) => isAlone) ? hiddenNames(await namesToHide(evaluationId)) : null;
  const view = items.map(({ id, status, ordinal, category, vote, revealedAt, isAlone, votedAt, hasJudges, ...row }) => {
    const isRevealed = revealedAt !== null;
    const opening = names && isAlone ? names.mask(row.opening).text : row.opening;
    return { id, status, number: ordinal + 1, category, vote, isRevealed, opening, votedAt, hasJudges };
  });
  return { items: view, nextCursor };
}
