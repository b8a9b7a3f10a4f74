import type { EvaluationResponse } from "@/lib/data/judging/responses";
import type { VoteRow } from "@/lib/data/judging/votes";
import type { Round } from "@/lib/domain/judging/candidate";
import { type Choice, outcomeOf } from "@/lib/domain/judging/vote";
import { newHumanVote } from "@/lib/formats/fastchat/human-vote";
import { type About, lookUp } from "./fastchat-records";
import { countedVotes } from "./vote-battles";

/** People's votes, on the whole and, where they were asked for, on each question. */
export function* voteRecords(about: About, votes: readonly VoteRow[], responses: readonly EvaluationResponse[]) {
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
        judge: personId,
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
