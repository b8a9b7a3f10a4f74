import { createHash } from "node:crypto";
import type { EvaluationResponse } from "@/lib/data/judging/responses";
import type { VoteRow } from "@/lib/data/judging/votes";
import type { Round } from "@/lib/domain/judging/candidate";
import { type Choice, type GoldOutcome, outcomeOf } from "@/lib/domain/judging/vote";
import { type EveryVote, winnerOf } from "@/lib/formats/every-vote";
import { newHumanVote } from "@/lib/formats/fastchat/human-vote";
import { type About, lookUp } from "./fastchat-records";
import { countedVotes } from "./vote-battles";

/** Who voted, for whoever has the file: the same in all files of an evaluation, and no id of a person. */
function raterOf(evaluationId: string, personId: string): string {
  return `rater_${createHash("sha256").update(`${evaluationId}\n${personId}`).digest("hex").slice(0, 16)}`;
}

type OfEvaluation = About & { evaluationId: string };

/** People's votes, on the whole and, where they were asked for, on each question. */
export function* voteRecords(about: OfEvaluation, votes: readonly VoteRow[], responses: readonly EvaluationResponse[]) {
  const { questionId, name } = lookUp(about);
  const texts = new Map(responses.map(({ itemId, candidateId, rounds }) => [`${itemId} ${candidateId}`, rounds]));
  for (const { itemId, firstId, secondId, vote, isSwapped, personId, votedAt } of countedVotes(votes)) {
    if (vote.kind !== "pair" || secondId === null) continue;
    const sides = [firstId, secondId].map((id) => texts.get(`${itemId} ${id}`) ?? []) as [Round[], Round[]];
    const record = (choice: Choice, turn: number) =>
      newHumanVote({
        questionId: questionId(itemId),
        first: name(firstId),
        second: name(secondId),
        outcome: outcomeOf(choice, isSwapped),
        judge: raterOf(about.evaluationId, personId),
        turn,
        language: null,
        at: votedAt,
        conversations: [messagesOf(sides[0]), messagesOf(sides[1])],
      });
    for (const [i, choice] of vote.rounds.entries()) if (choice) yield record(choice, i + 1);
    if (vote.rounds.length === 0) yield record(vote.choice, Math.max(1, sides[0].length));
  }
}

function messagesOf(rounds: readonly Round[]) {
  return rounds.flatMap(({ user, assistant }) => [
    { role: "user" as const, content: user },
    { role: "assistant" as const, content: assistant },
  ]);
}

/** All that raters said: with what they saw, what they added, and why figures leave a vote out. */
export function* everyVoteRecords(
  about: OfEvaluation,
  votes: readonly VoteRow[],
  isOut: (vote: VoteRow) => boolean,
): Generator<EveryVote> {
  const { questionId, name } = lookUp(about);
  const counted = new Set(countedVotes(votes).map(({ ballotId }) => ballotId));
  for (const row of votes) {
    const { vote, isSwapped } = row;
    const [first, second] = [name(row.firstId), row.secondId === null ? null : name(row.secondId)];
    const said = (choice: Choice) => winnerOf(outcomeOf(choice, isSwapped));
    const ofPair = vote.kind === "pair" ? vote : null;
    yield {
      question_id: questionId(row.itemId),
      category: row.category,
      kind: vote.kind,
      model_a: first,
      model_b: second,
      left: second === null ? null : isSwapped ? second : first,
      winner: vote.kind === "pair" ? said(vote.choice) : winnerOf(vote.choice),
      rounds: (ofPair?.rounds ?? []).map((choice) => choice && said(choice)),
      criteria: Object.fromEntries(Object.entries(ofPair?.criteria ?? {}).map(([key, choice]) => [key, said(choice)])),
      strength: vote.strength,
      reason: vote.reason,
      seconds: row.seconds,
      judge: raterOf(about.evaluationId, row.personId),
      judge_name: row.personName,
      vote_id: row.ballotId,
      repeats: row.repeatsId,
      counts: counted.has(row.ballotId) && !isOut(row),
      late: row.status === "late",
      left_out: isOut(row),
      known_outcome: row.gold === null ? null : winnerOf(row.gold as GoldOutcome),
      tstamp: row.votedAt.getTime() / 1_000,
    };
  }
}
