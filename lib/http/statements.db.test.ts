import { expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import type { AnswerOf } from "@/lib/contract/endpoints";
import type { EndpointName } from "@/lib/contract/paths";
import { findPersonByEmail } from "@/lib/data/people";
import { viewerIn } from "@/lib/domain/project";
import { callRoute } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { makeEvaluation, pairVote } from "@/lib/testing/judging";
import { anAnswer, makeQueue } from "@/lib/testing/review";
import { statementsOf } from "@/lib/testing/statements-of";

withDatabase();

const origin = "http://localhost:3000";

/** Somebody who is signed in as a browser is, by a session. */
async function signIn() {
  const body = { name: "Ada", email: "ada@test.dev", password: "a long enough password" };
  const made = await callRoute("createFirstAccount", { body, headers: { origin } });
  const [cookie = ""] = made.headers.getSetCookie();
  const viewer = viewerIn(must(await findPersonByEmail(body.email), "the account"), ["lead", "annotator", "evaluator"]);
  return { viewer, headers: { origin, cookie: cookie.split(";")[0] ?? "" } };
}

it("keeps a vote, a claim and an answer within their number of statements, session, membership and transaction included", async () => {
  const { viewer, headers } = await signIn();
  async function ask<N extends EndpointName>(name: N, params: Record<string, string>, body: unknown) {
    const { result, statements } = await statementsOf(() => callRoute(name, { params, body, headers }));
    expect(result.status, await result.clone().text()).toBe(200);
    return { answer: (await result.json()) as AnswerOf<N>, count: statements.length, statements };
  }

  const { evaluationId } = await makeEvaluation({ lead: viewer });
  const claim = await ask("claimBallot", { evaluationId }, {});
  const ballotId = must(claim.answer.ballot, "a ballot").id;
  const vote = await ask("castVote", { ballotId }, { voteId: newId("request"), vote: pairVote("left"), seconds: 2 });
  // What the browser shows next stands in the answer: what became of the vote, and what waits now.
  expect(vote.answer).toMatchObject({ status: "voted", waiting: { voted: 1, takeable: 3, skipsLeft: 5 } });

  const { queue } = await makeQueue({ lead: viewer });
  const item = await ask("claimItem", { queueId: queue.id }, {});
  const { assignment, dialogue } = must(item.answer.item, "an item");
  const answer = { answerId: newId("request"), answer: anAnswer(), guidelineVersion: 1, headId: dialogue.headId };
  const review = await ask("answerItem", { assignmentId: assignment.id }, { ...answer, seconds: 2 });
  expect(review.answer.assignment.status).toBe("answered");

  const counts = { vote: vote.count, claim: claim.count, item: item.count, review: review.count };
  expect(counts, vote.statements.join("\n")).toEqual({ vote: 8, claim: 8, item: 6, review: 10 });
});
