import { beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { enqueueComparisons } from "@/lib/data/duplicates/duplicate-scan";
import { claimDialogues } from "@/lib/data/engine/claim-dialogues";
import { prisma } from "@/lib/data/prisma";
import type { DialogueAct } from "@/lib/domain/decision";
import type { Dialogue } from "@/lib/domain/dialogue";
import { evaluationSpecSchema } from "@/lib/domain/judging/evaluation";
import { guidelineTextSchema } from "@/lib/domain/review/guideline";
import { queueSpecSchema } from "@/lib/domain/review/queue";
import type { Viewer } from "@/lib/domain/viewer";
import { makeImportedDialogue } from "@/lib/testing/builders";
import { callRoute, giveToken, readRoute, reads } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { anAnswer, makeViewer, testGuideline } from "@/lib/testing/review";
import { actOnDialogue } from "./act-on-dialogue";
import { createEvaluation } from "./judging/create-evaluation";
import { answerItem } from "./review/answer-item";
import { claimItem } from "./review/claim-item";
import { createQueue } from "./review/queues";

withDatabase();

const texts = ["Why is the sky blue?", "Scattering.", "And at dusk?", "A longer way."];

let lead: Viewer;
let token: string;

beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
  token = await giveToken(lead.id);
});

async function imported(said = texts) {
  const { dialogue, turns, origin } = await makeImportedDialogue({ texts: said, personId: lead.id });
  const act = (wanted: DialogueAct) => actOnDialogue(lead, { dialogueId: dialogue.id, act: wanted });
  return { id: dialogue.id, headId: dialogue.headId, turns, importId: origin.id, act };
}

describe("a dialogue that was imported", () => {
  it("is in every read that has dialogues, with the import that it comes from", async () => {
    const { id, importId } = await imported();
    const params = { dialogueId: id };
    for (const name of reads) await readRoute(name, { token, params, search: "sky" });

    const origin = { kind: "import", importId, name: "Real people" };
    for (const name of ["listDialogues", "getDialogue", "events"] as const) {
      const text = await readRoute(name, { token, params, search: "sky" });
      expect([name, text]).toEqual([name, expect.stringContaining(id)]);
      expect([name, text]).toEqual([name, expect.stringContaining(importId)]);
    }
    const found = await callRoute("listDialogues", { token, query: "?q=dusk" });
    const { items } = (await found.json()) as { items: Dialogue[] };
    expect(items.find((one) => one.id === id)).toMatchObject({ origin, number: 1, status: "ended", rounds: 2 });
  });

  it.each(["sharegpt", "generator", "openai"])("goes out as %s, without prompts that nobody knows", async (format) => {
    const { id } = await imported();
    await prisma.dialogue.update({ where: { id }, data: { tags: [format] } });
    const response = await callRoute("exportDialogues", {
      token,
      query: `?format=${format}&verdict=any&tag=${format}`,
    });
    const text = await response.text();
    expect([response.status, text]).toEqual([200, expect.stringContaining("A longer way.")]);
    expect(text).not.toContain('"system"');
  });

  it("is found with its duplicates", async () => {
    const said = Array.from({ length: 40 }, (_, i) => `word${i}`).join(" ");
    const [one, other] = [await imported(["Twice?", said]), await imported(["Twice?", said])];
    await enqueueComparisons();
    await doDueJobs();
    const text = await readRoute("getDuplicatesOf", { token, params: { dialogueId: one.id }, search: "" });
    expect(text).toContain(other.id);
    expect(text).toContain("Real people");
  });

  it("takes what people do to its turns and judge of it, and undo", async () => {
    const { id, headId, turns, act } = await imported();
    const first = must(turns[0], "turn");
    await act({ kind: "accept", headId });
    await act({ kind: "tag", tags: ["real"] });
    await act({ kind: "comment", text: "Good.", turnId: null, mentions: [] });
    await act({ kind: "flag", turnId: first.id });
    await act({ kind: "mask", turnIds: [first.id], trained: false });
    await act({ kind: "end_here", turnId: must(turns[1], "turn").id });
    const edited = await act({ kind: "edit", headId, turnId: first.id, text: "Why is it blue?", after: "keep" });
    expect(edited.dialogue).toMatchObject({ status: "ended", verdict: null, contextTokens: null });
    expect(edited.turns.map(({ origin }) => origin)).toEqual(["person", "kept", "kept", "kept"]);
    const undone = await act({ kind: "undo", decisionId: edited.decision.id });
    expect(undone.dialogue).toMatchObject({ id, headId, status: "ended", verdict: "accepted" });
    await act({ kind: "delete" });
    expect((await act({ kind: "restore" })).dialogue.deletedAt).toBeNull();
  });

  it("refuses what only the models of a run could do, in words, and stays as it was", async () => {
    const { id, headId, turns, act } = await imported();
    const turnId = must(turns[1], "turn").id;
    const before = await prisma.dialogue.findUniqueOrThrow({ where: { id } });
    const wanted: DialogueAct[] = [
      { kind: "regenerate", headId, turnId },
      { kind: "reject_turn", headId, turnId, reasons: [] },
      { kind: "branch", headId, turnId },
      { kind: "take_over", headId, text: "And now?" },
      { kind: "edit", headId, turnId, text: "Light.", after: "reroll" },
    ];
    for (const one of wanted)
      await expect(act(one)).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("imported") });
    for (const kind of ["resume", "pause", "retry", "stop"] as const)
      await expect(act({ kind })).rejects.toMatchObject({ code: "conflict" });
    expect(await prisma.dialogue.findUniqueOrThrow({ where: { id } })).toEqual(before);
  });

  it("is claimed by no worker, and the database holds that it has ended and has one origin", async () => {
    const { id } = await imported();
    expect(await claimDialogues("test", 10)).toEqual([]);
    await expect(prisma.dialogue.update({ where: { id }, data: { status: "queued" } })).rejects.toThrow(/is_ended/);
    await expect(prisma.dialogue.update({ where: { id }, data: { importId: null } })).rejects.toThrow(/one_origin/);
  });

  it("is reviewed and evaluated like any other", async () => {
    const { id } = await imported(["Only here?", "Yes."]);
    const queue = await createQueue(lead, {
      name: "Imported",
      spec: queueSpecSchema.parse({ overlap: null }),
      guideline: guidelineTextSchema.parse(testGuideline),
      items: { dialogueIds: [id] },
    });
    const reviewer = await makeViewer("Ann");
    const { item } = await claimItem(reviewer, { queueId: queue.id, holding: [], includeSkipped: false });
    const { assignment, dialogue } = must(item, "an item");
    await answerItem(reviewer, {
      assignmentId: assignment.id,
      answerId: "answer",
      answer: anAnswer(),
      guidelineVersion: 1,
      headId: dialogue.headId,
      seconds: 5,
    });
    expect((await prisma.dialogue.findUniqueOrThrow({ where: { id } })).verdict).toBe("accepted");

    await prisma.dialogue.update({ where: { id }, data: { tags: ["evaluated"] } });
    const { evaluation } = await createEvaluation(lead, {
      name: "Real people",
      spec: evaluationSpecSchema.parse({ kind: "turing", repeatRate: 0 }),
      items: { kind: "dialogues", most: 10 },
      candidates: [{ name: "People", source: { kind: "data_set", filterName: "", filter: { tag: "evaluated" } } }],
    });
    expect(await prisma.evaluationItem.count({ where: { evaluationId: evaluation.id } })).toBe(1);
  });
});
