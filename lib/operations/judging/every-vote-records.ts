import type { VoteRow } from "@/lib/data/judging/votes";
import { type Choice, type GoldOutcome, outcomeOf } from "@/lib/domain/judging/vote";
import { type EveryVote, winnerOf } from "@/lib/formats/every-vote";
import { type About, lookUp } from "./fastchat-records";
import { countedVotes } from "./vote-battles";

/** All that raters said: with what they saw, what they added, and why figures leave a vote out. */
export function* everyVoteRecords(
  about: About,
  votes: readonly VoteRow[],
  out: ReadonlySet<string>,
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
      judge: row.personId,
      judge_name: row.personName,
      vote_id: row.ballotId,
      repeats: row.repeatsId,
      counts: counted.has(row.ballotId) && !out.has(row.personId),
      late: row.status === "late",
      left_out: out.has(row.personId),
      known_outcome: row.gold === null ? null : winnerOf(row.gold as GoldOutcome),
      tstamp: row.votedAt.getTime() / 1_000,
    };
  }
}
