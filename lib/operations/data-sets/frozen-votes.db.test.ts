import { beforeAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { prisma } from "@/lib/data/prisma";
import { evaluationSpecSchema } from "@/lib/domain/judging/evaluation";
import type { Viewer } from "@/lib/domain/viewer";
import { readPairs } from "@/lib/operations/data-sets/signals";
import { makeDialogue } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { makeEvaluation, voteOnNext } from "@/lib/testing/judging";
import { makeViewer } from "@/lib/testing/review";
import { createEvaluation } from "../judging/create-evaluation";
import { importJudgments } from "../judging/import-judgments";
import { setComparisonGold } from "../judging/read-comparison";
import { makeRuling } from "../judging/rulings";
import { deleteEvaluation } from "../judging/update-evaluation";
import { createDataSet } from "./data-sets";
import { createSnapshot } from "./freeze";

withDatabase();

let lead: Viewer;
let dataSetId: string;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
  const { dialogue } = await makeDialogue({ status: "ended", texts: ["Question 0?", "A."] });
  const members = { list: { dialogueIds: [dialogue.id] } };
  dataSetId = (await createDataSet(lead, { name: "Asked", note: "", members })).id;
});

const freeze = async () => (await createSnapshot(lead, { dataSetId, note: "" })).id;

async function pairsOf(snapshotId: string): Promise<number> {
  let n = 0;
  for await (const _ of readPairs(snapshotId, { signals: ["vote"], side: "assistant", dialogueIds: null })) n += 1;
  return n;
}

it("votes of a file that a snapshot counts are not removed, but left out of what comes then", async () => {
  const { evaluationId } = await makeEvaluation({ lead, prompts: 1 });
  const line = { question_id: 1, model_a: "quokka", model_b: "numbat", winner: "model_a", judge: "r1" };
  const file = { evaluationId, format: "human_votes", fileName: "votes.jsonl" } as const;
  await importJudgments(lead, file, JSON.stringify(line));
  const snapshotId = await freeze();
  expect(await pairsOf(snapshotId)).toBe(1);
  const { id: subjectId } = await prisma.judgingImport.findFirstOrThrow({ where: { evaluationId } });
  const rule = (act: "remove" | "leave_out") =>
    makeRuling(lead, evaluationId, { subject: "import", subjectId, act, reason: "Wrong file" });
  await expect(rule("remove")).rejects.toThrow(/“Asked”, No. 1, counts the votes of this file/);
  await rule("leave_out");
  expect(await pairsOf(snapshotId)).toBe(1);
  expect(await pairsOf(await freeze())).toBe(0);
});

it("an outcome that becomes known, or is taken back, changes nothing of what was frozen before", async () => {
  const { evaluationId } = await makeEvaluation({ lead, prompts: 1 });
  const rater = await makeViewer("Eva", ["evaluator"]);
  await voteOnNext(rater, evaluationId, (left) => (left.startsWith("The first") ? "left" : "right"));
  const { id } = must(await prisma.comparison.findFirst({ where: { evaluationId } }), "the comparison");
  const before = await freeze();
  await setComparisonGold(lead, id, "first");
  const known = await freeze();
  await setComparisonGold(lead, id, "second");
  await setComparisonGold(lead, id, null);
  const after = await freeze();
  expect(await Promise.all([before, known, after].map(pairsOf))).toEqual([1, 0, 1]);
});

it("an evaluation that was launched is not deleted, and a draft has nothing that a snapshot counts", async () => {
  const { evaluationId } = await makeEvaluation({ lead, prompts: 1 });
  const draft = await createEvaluation(lead, {
    name: "A draft",
    spec: evaluationSpecSchema.parse({}),
    items: { kind: "prompts", prompts: ["Question 0?"] },
    candidates: ["one", "two"].map((name) => ({ name, source: { kind: "file", fileName: "" } })),
  });
  const snapshotId = await freeze();
  const pairs = await pairsOf(snapshotId);
  await expect(deleteEvaluation(evaluationId)).rejects.toMatchObject({ code: "conflict" });
  await deleteEvaluation(draft.evaluation.id);
  expect(await pairsOf(snapshotId)).toBe(pairs);
});
