import { beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { castVote } from "@/lib/operations/judging/cast-vote";
import { claimBallot, readInstructions } from "@/lib/operations/judging/claim-ballot";
import { renewBallot, skipBallot } from "@/lib/operations/judging/keep-ballot";
import { revealBallot } from "@/lib/operations/judging/reveal-ballot";
import { withDatabase } from "@/lib/testing/database";
import { makeEvaluation, pairVote, voteOnNext } from "@/lib/testing/judging";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";

withDatabase();

const three = { candidates: ["quokka", "numbat", "dunnart"] };

/** How many ballots of one person lie on one item, at most; those that were given back count as none. */
async function mostOfOneItem(evaluationId: string): Promise<number> {
  const rows = await query<{ ballots: number }>`
    SELECT count(*)::int AS ballots FROM ballot b JOIN comparison c ON c.id = b.comparison_id
    WHERE b.evaluation_id = ${evaluationId} AND b.status IN ('leased', 'voted') GROUP BY b.person_id, c.item_id`;
  return Math.max(0, ...rows.map(({ ballots }) => ballots));
}

const raters = (n: number) => Promise.all(Array.from({ length: n }, (_, i) => makeViewer(`Rater ${i}`, ["evaluator"])));

const vote = () => ({ voteId: `vote-${Math.random()}`, vote: pairVote("left"), seconds: 1 });

describe("where names are told after the vote, of three candidates", () => {
  it("everybody is served one comparison of an item, whoever asks at once, and three raters do them all", async () => {
    const { evaluationId } = await makeEvaluation({ ...three, prompts: 6, spec: { reveal: true, repeatRate: 0.5 } });
    const people = await raters(3);
    await Promise.all(
      people.map(async (rater) => {
        // Two windows of each ask at once, and hold one ahead.
        for (;;) {
          const claims = await Promise.all([1, 2].map(() => claimBallot(rater, { evaluationId, holding: [] })));
          const ids = [...new Set(claims.flatMap(({ ballot }) => (ballot ? [ballot.id] : [])))];
          const [first] = ids;
          if (!first) break;
          await claimBallot(rater, { evaluationId, holding: ids });
          await castVote(rater, first, vote());
          await revealBallot(rater, first);
        }
      }),
    );
    expect(await mostOfOneItem(evaluationId)).toBe(1);
    const [{ votes = 0, repeats = 0 } = {}] = await query<{ votes: number; repeats: number }>`
      SELECT count(*)::int AS votes, count(repeats_id)::int AS repeats FROM ballot
      WHERE evaluation_id = ${evaluationId} AND status = 'voted'`;
    expect([votes, repeats]).toEqual([18, 0]);
    const ends = await Promise.all(people.map((rater) => claimBallot(rater, { evaluationId, holding: [] })));
    expect(ends.map(({ reason }) => reason)).toEqual(["all_done", "all_done", "all_done"]);
  });

  it("one rater has done their part after one of each item, which is not all, and nothing more waits for them", async () => {
    const { evaluationId } = await makeEvaluation({ ...three, prompts: 4, spec: { reveal: true } });
    const [eva] = await raters(1);
    const rater = must(eva, "a rater");
    expect((await readInstructions(rater, evaluationId)).waiting.takeable).toBe(12);
    let votes = 0;
    while (await voteOnNext(rater, evaluationId, () => "left")) votes += 1;
    expect(votes).toBe(4);
    expect((await readInstructions(rater, evaluationId)).waiting).toMatchObject({ takeable: 0, voted: 4 });
    expect((await claimBallot(rater, { evaluationId, holding: [] })).reason).toBe("your_part_done");
  });

  it("without names told, everybody may have them all", async () => {
    const { evaluationId } = await makeEvaluation({ ...three, prompts: 2 });
    const [eva] = await raters(1);
    let votes = 0;
    while (await voteOnNext(must(eva, "a rater"), evaluationId, () => "left")) votes += 1;
    expect(votes).toBe(6);
  });

  describe("a place that was lost", () => {
    let evaluationId: string;
    let rater: Awaited<ReturnType<typeof makeViewer>>;
    let lost: string;

    const next = async () => must((await claimBallot(rater, { evaluationId, holding: [] })).ballot, "a ballot").id;

    beforeAll(async () => {
      ({ evaluationId } = await makeEvaluation({ ...three, prompts: 1, spec: { reveal: true } }));
      rater = must((await raters(1))[0], "a rater");
      lost = await next();
      await skipBallot(rater, lost, { reason: "", seconds: 1 });
    });

    it("is not taken up again while another comparison of the item is theirs, whichever comes first", async () => {
      const settled = await Promise.allSettled([next(), renewBallot(rater, lost)]);
      expect(settled.some(({ status }) => status === "fulfilled")).toBe(true);
      expect(await mostOfOneItem(evaluationId)).toBe(1);
    });

    it("takes a vote once the names are known, and does not count it", async () => {
      await query`UPDATE ballot SET status = 'skipped' WHERE id = ${lost}`;
      const other = await next();
      expect(other).not.toBe(lost);
      await castVote(rater, other, vote());
      await revealBallot(rater, other);
      await expect(renewBallot(rater, lost)).rejects.toMatchObject({ code: "conflict" });
      expect(await castVote(rater, lost, vote())).toMatchObject({ status: "late" });
      await expect(castVote(rater, lost, vote())).rejects.toMatchObject({ code: "conflict" });
    });
  });
});
