import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { liveHub } from "@/lib/bus/live-hub";
import { prisma } from "@/lib/data/prisma";
import { castVote } from "@/lib/operations/judging/cast-vote";
import { claimBallot } from "@/lib/operations/judging/claim-ballot";
import { callRoute, giveToken, readRoute, reads } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { makeEvaluation, pairVote } from "@/lib/testing/judging";
import { makeEndedDialogues, makeViewer } from "@/lib/testing/review";

withDatabase();

const reason = "canary-of-a-reason";
let canaries: string[];
let params: Record<string, string>;
let eva: string;

/** Max has voted on the comparison that Eva is at; every name and id of a candidate is a canary, and so is his reason. */
beforeAll(async () => {
  const { evaluationId, candidates } = await makeEvaluation({
    prompts: 1,
    candidates: ["canary-quokka", "canary-numbat"],
    spec: { overlap: { people: 2, share: 1 }, baseline: "canary-numbat" },
  });
  const [max, rater] = [await makeViewer("Max", ["evaluator"]), await makeViewer("Eva", ["evaluator"])];
  eva = await giveToken(rater.id);
  const at = async (viewer: typeof max) =>
    must((await claimBallot(viewer, { evaluationId, holding: [] })).ballot, "a ballot");
  await castVote(max, (await at(max)).id, { voteId: "vote-of-max", vote: pairVote("left", { reason }), seconds: 3 });
  const [comparison] = await prisma.comparison.findMany();
  const [dialogueId = ""] = await makeEndedDialogues(1);
  params = { evaluationId, ballotId: (await at(rater)).id, comparisonId: comparison?.id ?? "", dialogueId };
  canaries = [reason, ...candidates.flatMap(({ id, name }) => [id, name])];
});

afterAll(() => liveHub().close());

describe("before the vote", () => {
  it.each(reads)("%s gives neither a candidate away nor what another rater said", async (name) => {
    const text = await readRoute(name, { token: eva, params, search: "quokka" });
    expect(canaries.filter((canary) => text.includes(canary))).toEqual([]);
  });

  it("the item itself is served, with both answers and no name", async () => {
    const text = await readRoute("getBallot", { token: eva, params, search: "" });
    expect(text).toContain("The first to question 0");
    expect(text).toContain("The other to question 0");
    const claimed = await callRoute("claimBallot", { token: eva, params, body: {} });
    expect([claimed.status, canaries.filter((canary) => text.includes(canary))]).toEqual([200, []]);
  });
});
