import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { noteLine } from "@/lib/data/jobs/job-course";
import { prisma } from "@/lib/data/prisma";
import { inProject } from "@/lib/data/project-at-work";
import { usualRecipe } from "@/lib/domain/training/recipe";
import { splitSpecSchema } from "@/lib/domain/training/split-spec";
import type { Role, Viewer } from "@/lib/domain/viewer";
import { actOnDialogue } from "@/lib/operations/act-on-dialogue";
import { createBulkAct } from "@/lib/operations/bulk/bulk-acts";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { answerItem } from "@/lib/operations/review/answer-item";
import { claimItem } from "@/lib/operations/review/claim-item";
import { addTokenizer } from "@/lib/operations/tokenizers/tokenizers";
import { makeDialogue, makeImportedDialogue, makeModel, makeSeedSet, makeUser } from "./builders";
import { makeEvaluation, voteOnNext } from "./judging";
import { anAnswer, makeQueue } from "./review";
import { smallModel } from "./small-model";
import { makeOneSplit } from "./splits";
import { embeddedSpec } from "./trainings";

const everyRole: Role[] = ["lead", "annotator", "evaluator"];

/** A project with something in every table that it takes along, some of it under way; led by somebody new. */
export async function makeWholeProject(name: string) {
  const project = { id: newId("project"), name, slug: name.toLowerCase() };
  await prisma.project.create({ data: project });
  return inProject(project.id, async () => {
    await prisma.duplicateSetting.create({ data: {} });
    const { id, email } = await makeUser({ name: `Lea of ${name}`, roles: everyRole });
    const lead: Viewer = { id, name: `Lea of ${name}`, email, roles: everyRole };
    await reviewed(lead);
    await watched(lead);
    await judged(lead);
    await underWay(lead);
    await frozen(lead);
    return { project, lead };
  });
}

async function reviewed(lead: Viewer): Promise<void> {
  const { queue } = await makeQueue({ lead });
  const item = must((await claimItem(lead, { queueId: queue.id, holding: [], includeSkipped: false })).item, "item");
  const { assignment, dialogue } = item;
  const given = { answerId: newId("request"), answer: anAnswer(), guidelineVersion: 1, headId: dialogue.headId };
  await answerItem(lead, { assignmentId: assignment.id, ...given, seconds: 2 });
  const comment = { text: `Look, @${lead.name}`, mentions: [lead.id], turnId: null };
  await actOnDialogue(lead, { dialogueId: dialogue.id, act: { kind: "comment", ...comment } });
  const bulk = await createBulkAct(lead, { dialogueIds: [dialogue.id] }, { kind: "tag", tags: ["seen"] });
  const job = must(await prisma.job.findFirst({ where: { subjectId: bulk.id } }), "its job");
  await prisma.job.update({ where: { id: job.id }, data: { status: "running", leaseWorker: "w", fence: 1 } });
  await noteLine({ id: job.id, fence: 1 }, "It runs.");
}

async function watched(lead: Viewer): Promise<void> {
  const limits = { measure: "rejects", limitAt: 0.3, fewest: 20, pauses: false };
  const rule = await prisma.alertRule.create({ data: { id: newId("alertRule"), ...limits, personId: lead.id } });
  const raised = { value: 0.5, counted: 20, paused: false, ruleId: rule.id };
  const [queue, run] = [await prisma.reviewQueue.findFirstOrThrow(), await prisma.run.findFirstOrThrow()];
  await prisma.alert.create({ data: { id: newId("alert"), ...raised, queueId: queue.id } });
  await prisma.alert.create({
    data: { id: newId("alert"), ...raised, runId: run.id, personId: lead.id, seenAt: new Date(), overAt: new Date() },
  });
}

async function judged(lead: Viewer): Promise<void> {
  const { evaluationId, items, candidates } = await makeEvaluation({ lead });
  await voteOnNext(lead, evaluationId, () => "left");
  const shared = { personId: lead.id, createdAt: new Date() };
  const questions = { create: { position: 1, questionId: "1", category: "math", turns: ["1 + 1?"] } };
  await prisma.benchmark.create({
    data: { id: newId("benchmark"), name: "Sums", origin: "imported", ...shared, questions },
  });
  const set = { id: newId("promptSet"), name: "Ours", origin: "imported", prompts: [], ...shared };
  const { id: promptSetId } = await prisma.promptSet.create({ data: set });
  const order = { evaluationId, judge: "judge", mode: "pair", promptSetId, ...shared };
  const { id: judgeRunId } = await prisma.judgeRun.create({ data: { id: newId("judgeRun"), ...order } });
  const [item, [one, two]] = [must(items[0], "item"), candidates];
  const pair = { itemId: item.id, firstId: must(one, "one").id, secondId: must(two, "two").id };
  const file = { evaluationId, fileName: "votes.jsonl", format: "human_votes", digest: "d", ...shared };
  const { id: importId } = await prisma.judgingImport.create({ data: { id: newId("judgingImport"), ...file } });
  const said = { judgeRunId, importId, ...pair, turn: 1, game: 1, cost: 0.1 };
  await prisma.judgment.create({ data: { id: newId("judgment"), ...said } });
  const vote = { ...pair, evaluationId, outcome: "first", rater: "somebody", turn: 1, record: { x: 1 }, importId };
  await prisma.importedVote.create({ data: vote });
  const ruling = { evaluationId, subject: "rater", raterId: lead.id, name: lead.name, act: "leave_out", ...shared };
  await prisma.ruling.create({ data: { id: newId("ruling"), ...ruling } });
}

/** A list of one dialogue, as it was at one moment, with a card. */
async function frozen(lead: Viewer): Promise<void> {
  const { dialogue } = await makeDialogue({ status: "ended", texts: ["Who?", "Me."] });
  const members = { list: { dialogueIds: [dialogue.id] } };
  const { id: dataSetId } = await createDataSet(lead, { name: "Ours", note: "", members });
  const { id: snapshotId } = await createSnapshot(lead, { dataSetId, note: "The first" });
  const target = { dialogues: 9, mostAuc: 0.6, parts: [{ tag: "seen", dialogues: 3 }] };
  await prisma.dataSetTarget.create({ data: { dataSetId, body: target, personId: lead.id } });
  await prisma.humanReference.create({ data: { snapshotId, personId: lead.id } });
  const { id: turnId } = await prisma.turn.findFirstOrThrow({
    where: { dialogueId: dialogue.id, speaker: "assistant" },
  });
  await prisma.dialogueScore.create({
    data: {
      turnId,
      dialogueId: dialogue.id,
      modelId: (await makeModel({ name: "Judge" })).id,
      promptVersion: 1,
      reply: "No.",
      error: "There are no scores in the answer.",
    },
  });
  const { id: modelId } = await makeModel({ name: "Trained" });
  await prisma.trainedModel.create({ data: { modelId, snapshotId, dialogues: 1, personId: lead.id } });
  const gap = { id: newId("gap"), turns: "questions", personId: lead.id };
  const found = { create: { cluster: 0, side: "people" } };
  await prisma.gap.create({ data: { ...gap, peopleId: snapshotId, simulatedId: snapshotId, members: found } });
  await prisma.textVector.create({
    data: { source: "Ours", textHash: Buffer.from("x"), dimensions: 1, numbers: Buffer.alloc(4) },
  });
  const spec = splitSpecSchema.parse({ name: "Main" });
  const { id: earlierId } = await makeOneSplit(lead, { spec, snapshotIds: [snapshotId], earlierId: null });
  await makeOneSplit(lead, { spec, snapshotIds: [snapshotId], earlierId });
  await prisma.dataSetMember.create({ data: { dataSetId, personId: lead.id, roles: ["keeper"] } });
  const change = { version: 1, before: { note: "Theirs" }, after: { note: "" }, personId: lead.id };
  await prisma.dataSetChange.create({ data: { dataSetId, ...change } });
  await prisma.snapshotCard.create({ data: { snapshotId, version: 1, text: "# Ours", personId: lead.id } });
  const own = { personId: lead.id };
  const made = { id: newId("trainingExport"), recipe: usualRecipe(snapshotId), ...own };
  const download = { id: newId("exportDownload"), fileName: "train.json", fromByte: 0, ...own };
  await prisma.trainingExport.create({ data: { ...made, downloads: { create: download } } });
  const training = {
    id: newId("trainingJob"),
    name: "Ours",
    spec: embeddedSpec(snapshotId, "Ours"),
    way: "embedded",
    ...own,
  };
  const taken = { part: "train", snapshotId, place: 1, dialogues: 1 };
  const told = { kind: "step", step: 1, body: { type: "step", step: 1 } };
  const kept = { step: 1, folder: "checkpoint-1", bytes: 9, ...own };
  const of = { snapshots: { create: taken }, events: { create: told }, checkpoints: { create: kept } };
  await prisma.trainingJob.create({ data: { ...training, ...of } });
  await prisma.model.update({ where: { id: modelId }, data: { trainingJobId: training.id, state: "asleep" } });
  const place = { id: newId("trainingPlace"), kind: "ray", name: "Ours", baseUrl: "http://127.0.0.1:9", ...own };
  await prisma.trainingPlace.create({ data: { ...place, sealedKey: Buffer.from("x") } });
  await addTokenizer(lead, { name: "Ours", files: smallModel() });
  const address = { kind: "hub", repo: "team/ours" };
  const destination = {
    id: newId("destination"),
    kind: "hub",
    name: "Ours",
    address,
    sealedKey: Buffer.from("x"),
    ...own,
  };
  const pushed = {
    exportId: made.id,
    finishedAt: new Date(),
    outcome: { url: "https://hub.example/x", files: 8 },
    ...own,
  };
  const pushes = { create: { id: newId("push"), ...pushed } };
  const { exportId: _, ...sent } = pushed;
  const publications = { create: { id: newId("publication"), trainingJobId: training.id, ...sent } };
  await prisma.destination.create({ data: { ...destination, pushes, publications } });
}

/** A dialogue that is being written, with a call that is open, and one that came from a file. */
async function underWay(lead: Viewer): Promise<void> {
  await makeModel({ name: "Own model" });
  await makeSeedSet([{ question: "Why?" }]);
  const { origin } = await makeImportedDialogue({ personId: lead.id });
  const problem = { position: 1, line: 7, message: "Not JSON" };
  await prisma.importProblem.create({ data: { importId: origin.id, ...problem } });
  const { dialogue, run } = await makeDialogue({ status: "running", texts: ["Why? ünï \u2028 “x”", "So.", "Oh?"] });
  await prisma.dialogue.update({ where: { id: dialogue.id }, data: { leaseWorker: "w", leaseUntil: new Date() } });
  const call = {
    dialogueId: dialogue.id,
    runId: run.id,
    modelId: run.assistantId,
    workerId: "w",
    speaker: "assistant",
  };
  await prisma.attempt.create({ data: { id: newId("attempt"), ...call, request: { messages: [] }, reserved: 3 } });
  await prisma.run.update({ where: { id: run.id }, data: { budgetReserved: 3 } });
  const finding = { position: 1, dialogueId: dialogue.id, kind: "email", text: "a@b.co", instead: "[EMAIL]" };
  const scan = { id: newId("scan"), filter: {}, asked: { kinds: ["email"] }, personId: lead.id };
  await prisma.scan.create({ data: { ...scan, findings: { create: finding } } });
  await prisma.savedFilter.create({ data: { id: newId("savedFilter"), name: "Mine", filter: {}, personId: lead.id } });
}
