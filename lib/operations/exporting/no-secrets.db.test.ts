import { beforeAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { prisma } from "@/lib/data/prisma";
import { findTrainingExport } from "@/lib/data/training-exports";
import { recipeSchema, type Target } from "@/lib/domain/training/recipe";
import { signalSchema } from "@/lib/domain/training/signal";
import type { Viewer } from "@/lib/domain/viewer";
import type { Subject } from "@/lib/formats/format";
import { type FormatId, formats, writableIds } from "@/lib/formats/registry";
import { makeDialogue, makeModel, makeRun } from "@/lib/testing/builders";
import { giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs, startJobRunner } from "@/lib/testing/job-runner";
import { makeEvaluation, voteOnNext } from "@/lib/testing/judging";
import { makeViewer } from "@/lib/testing/review";
import { actOnDialogue } from "../act-on-dialogue";
import { createDataSet } from "../data-sets/data-sets";
import { createSnapshot } from "../data-sets/freeze";
import { exportDialogues } from "../exports";
import { type ExportFormat, exportEvaluation } from "../judging/export-evaluation";
import { importJudgments } from "../judging/import-judgments";
import { createExport } from "./create-export";
import { takeExportFile } from "./take-export-file";

withDatabase();

let lead: Viewer;
let snapshotId: string;
let evaluationId: string;
let candidateId: string;
/** What no file may hold, by what it is. */
let secrets: [string, string][];

/** People, models with addresses and keys, dialogues that somebody edited and judged, votes and judgments. */
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead", "evaluator"]);
  const token = await giveToken(lead.id);
  const models = [];
  for (const name of ["Simulator", "Assistant"]) {
    const { id } = await makeModel({ name, baseUrl: `http://canary-${name.toLowerCase()}.test/v1` });
    models.push(await prisma.model.update({ where: { id }, data: { sealedKey: Buffer.from("canary-sealed-key") } }));
  }
  const [simulatorId = "", assistantId = ""] = models.map(({ id }) => id);
  const run = await makeRun({ dialogues: 2, simulatorId, assistantId, assistantPrompt: "Be brief." });
  const texts = ["Why?", "Because.", "And?", "So."];
  const { dialogue, turns } = await makeDialogue({ runId: run.id, status: "ended", texts });
  await prisma.turn.updateMany({
    where: { dialogueId: dialogue.id, speaker: "assistant" },
    data: { modelId: assistantId },
  });
  const turnId = must(turns[1], "an answer").id;
  const edit = { kind: "edit", headId: dialogue.headId, turnId, text: "For this reason.", after: "keep" } as const;
  const { dialogue: edited } = await actOnDialogue(lead, { dialogueId: dialogue.id, act: edit });
  const comment = { kind: "comment" as const, turnId: null, text: "Good", mentions: [lead.id] };
  await actOnDialogue(lead, { dialogueId: dialogue.id, act: comment });
  await actOnDialogue(lead, { dialogueId: dialogue.id, act: { kind: "accept", headId: edited.headId } });
  const { id: dataSetId } = await createDataSet(lead, { name: "All", note: "", members: { filter: {} } });
  snapshotId = (await createSnapshot(lead, { dataSetId, note: "" })).id;
  await judged();
  secrets = [
    ...(await prisma.user.findMany()).flatMap(({ id, email }): [string, string][] => [
      ["an id of a person", id],
      ["an e-mail", email],
    ]),
    ...models.map(({ baseUrl }): [string, string] => ["an endpoint", baseUrl]),
    ["a host", "canary-assistant.test"],
    ["a sealed key", "canary-sealed-key"],
    ["a token", token],
    ["the server's secret", must(process.env.REALCHAT_SECRET, "a secret")],
  ];
});

async function judged(): Promise<void> {
  const made = await makeEvaluation({ lead, prompts: 2 });
  evaluationId = made.evaluationId;
  candidateId = must(made.candidates[0], "a candidate").id;
  await prisma.evaluationItem.updateMany({ where: { evaluationId }, data: { reference: ["Because."] } });
  while (await voteOnNext(lead, evaluationId, () => "left"));
  const [one, two] = made.candidates.map(({ name }) => name);
  const judge = { question_id: "1", turn: 1, tstamp: 1 };
  const single = { ...judge, model: one, judge: ["gpt-4", "single-v1"], user_prompt: "", judgment: "[[7]]", score: 7 };
  const pair = {
    ...judge,
    model_1: one,
    model_2: two,
    judge: ["gpt-4", "pair-v2"],
    g1_winner: "model_1",
    g2_winner: "model_1",
  };
  for (const [format, record] of [
    ["judgment_single", single],
    ["judgment_pair", pair],
  ] as const)
    await importJudgments(lead, { evaluationId, format }, JSON.stringify(record));
}

async function bytesOf(pieces: AsyncIterable<string | Uint8Array>): Promise<string> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(Buffer.from(piece));
  return Buffer.concat(all).toString("latin1");
}

/** The archive of an export: its data, what lies beside it, card, audit, provenance and manifest. */
async function archiveOf(id: FormatId, target: Target): Promise<string> {
  const trainer = must(formats[id] as { trainer?: { trainer: string } }, id).trainer?.trainer;
  const options = id === "realchat" ? { remarks: "keep" } : {};
  const asked = { parts: [{ snapshotId }], target, trainer, options, signals: signalSchema.options };
  const { id: exportId } = await createExport(lead, recipeSchema.parse(asked));
  await doDueJobs();
  const { archiveName } = must(await findTrainingExport(exportId), "the export");
  return bytesOf((await takeExportFile(lead, { exportId, fileName: archiveName })).from(0));
}

/** All files that an endpoint writes in a format; `null` of formats that no endpoint writes. */
async function filesIn(id: FormatId): Promise<string[] | null> {
  const { subject, trainer }: { subject: Subject; trainer?: { targets: readonly Target[] } } = formats[id];
  const files: string[] = [];
  for (const target of trainer?.targets ?? []) files.push(await archiveOf(id, target));
  if (subject === "dialogues")
    for (const target of ["assistant", "user"] as const)
      files.push(
        await bytesOf((await exportDialogues({ format: id as never, target, filter: { verdict: "accepted" } })).pieces),
      );
  if (["questions", "answers", "judgments", "votes", "figures"].includes(subject)) {
    const runner = id === "results_csv" ? startJobRunner() : null;
    const of = id === "model_answer" ? candidateId : undefined;
    const view = { format: id as ExportFormat, of, turn: undefined, category: undefined, ties: undefined };
    files.push(await bytesOf((await exportEvaluation(lead, evaluationId, view as never)).pieces));
    await runner?.stop();
  }
  return files.length === 0 ? null : files;
}

const subjects = [...new Set(Object.values(formats).map(({ subject }) => subject))];
const ids = writableIds(...subjects);

it.each(ids)("no file in the format %s holds an e-mail, an id of a person, a key or an endpoint", async (id) => {
  const files = await filesIn(id);
  if (files === null) expect(["seeds", "judge_prompts"]).toContain(formats[id].subject);
  for (const file of files ?? []) {
    expect(file.length).toBeGreaterThan(0);
    expect(secrets.filter(([, secret]) => file.includes(secret)).map(([what]) => what)).toEqual([]);
  }
});
