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

/** One name as models, people and files may write it. */
const spellings = [
  ...[
    "Canary-Zumbat-9",
    "canary zumbat 9",
    "CANARY_ZUMBAT_9",
    "CanaryZumbat9",
    "canary.zumbat.9",
    "c.a.n.a.r.y-zumbat-9",
  ],
  ...["**Canary**-Zumbat-9", "Canary-`Zumbat`-9", "Can\u200bary-Zum\u200dbat-9", "C\u0430n\u0430ry-Zumb\u0430t-9"],
  ...[
    "Ｃａｎａｒｙ－Ｚｕｍｂａｔ－９",
    "𝐂𝐚𝐧𝐚𝐫𝐲-𝐙𝐮𝐦𝐛𝐚𝐭-𝟗",
    "Canary–Zumbat–9",
    "Canary-Zumbat-9's",
    "https://x.test/canary-zumbat-9/chat",
  ],
  ...[
    "Canary-Zumbat-9-instruct",
    "Canary\u0301-Zumbat-9",
    "canary-zumbat&#45;9",
    "<b>Canary</b>-Zumbat-9",
    "我是Canary-Zumbat-9模型",
  ],
];
/** What none of them may leave behind. */
const zumbat = /z\W*u\W*m\W*b\W*[aа]\W*t|[ｚ𝐙]/iu;

/** Max has voted on the comparison that Eva is at; every name and id of a candidate is a canary, and so is his reason. */
beforeAll(async () => {
  const { evaluationId, candidates } = await makeEvaluation({
    prompts: 1,
    candidates: ["canary-quokka", "Canary-Zumbat-9"],
    spec: { overlap: { people: 2, share: 1 }, baseline: "Canary-Zumbat-9", nameForRaters: "Autumn" },
    name: "Is Canary-Zumbat-9 better?",
    answer: (candidate, i) =>
      candidate === "canary-quokka"
        ? `The first to question ${i}. I am canary-quokka.`
        : `The other to question ${i}. ${spellings.join(" | ")}`,
  });
  const [max, rater] = [await makeViewer("Max", ["evaluator"]), await makeViewer("Eva", ["evaluator"])];
  eva = await giveToken(rater.id);
  const at = async (viewer: typeof max) =>
    must((await claimBallot(viewer, { evaluationId, holding: [] })).ballot, "a ballot");
  await castVote(max, (await at(max)).id, { voteId: "vote-of-max", vote: pairVote("left", { reason }), seconds: 3 });
  const [comparison] = await prisma.comparison.findMany();
  const [dialogueId = ""] = await makeEndedDialogues(1);
  params = { evaluationId, ballotId: (await at(rater)).id, comparisonId: comparison?.id ?? "", dialogueId };
  canaries = [reason, "Is Canary", ...candidates.flatMap(({ id, name }) => [id, name])];
});

afterAll(() => liveHub().close());

describe("before the vote", () => {
  it.each(reads)("%s gives neither a candidate away nor what another rater said", async (name) => {
    const text = await readRoute(name, { token: eva, params, search: "quokka" });
    expect(canaries.filter((canary) => text.includes(canary))).toEqual([]);
  });

  it("no spelling of a candidate's name is in what the rater's browser is sent", async () => {
    expect(spellings).toHaveLength(20);
    for (const name of ["getBallot", "listBallots", "getRatingInstructions"] as const)
      expect(await readRoute(name, { token: eva, params, search: "" })).not.toMatch(zumbat);
  });

  it("the item itself is served, with both answers and no name", async () => {
    const text = await readRoute("getBallot", { token: eva, params, search: "" });
    expect(text).toContain("The first to question 0");
    expect(text).toContain("The other to question 0");
    const claimed = await callRoute("claimBallot", { token: eva, params, body: {} });
    expect([claimed.status, canaries.filter((canary) => text.includes(canary))]).toEqual([200, []]);
  });
});
