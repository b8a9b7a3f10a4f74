import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { liveHub } from "@/lib/bus/live-hub";
import type { ServedItem } from "@/lib/contract/endpoints/assignments";
import type { EndpointName } from "@/lib/contract/paths";
import { prisma } from "@/lib/data/prisma";
import { guidelineTextSchema } from "@/lib/domain/review/guideline";
import { queueSpecSchema } from "@/lib/domain/review/queue";
import type { Viewer } from "@/lib/domain/viewer";
import { createQueue, updateQueue } from "@/lib/operations/review/queues";
import { makeDialogue, makeImportedDialogue, makeModel, makeRun } from "@/lib/testing/builders";
import { callRoute, giveToken, readRoute, reads } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";

withDatabase();

const quokka = (of: string) => `A quokka of ${of}`;

/** A run with an ended dialogue that is judged and one that is not, of models whose names are canaries. */
async function makeRunSource() {
  const [simulator, assistant] = [
    await makeModel({ name: "canary-simulator" }),
    await makeModel({ name: "canary-assistant" }),
  ];
  const run = await makeRun({ name: "canary-run", simulatorId: simulator.id, assistantId: assistant.id });
  const texts = ["Why is it so?", quokka("the run")];
  const [judged, other] = [
    await makeDialogue({ runId: run.id, status: "ended", texts }),
    await makeDialogue({ runId: run.id, status: "ended", texts }),
  ];
  await query`UPDATE dialogue SET end_reason = 'round_cap' WHERE run_id = ${run.id}`;
  await query`UPDATE turn SET model_id = ${assistant.id}, reasoning = 'canary-thought' WHERE dialogue_id = ${judged.dialogue.id}`;
  const canaries = [run.id, run.name, simulator.id, simulator.name, assistant.id, assistant.name, "canary-thought"];
  return { dialogueId: judged.dialogue.id, canaries, run, others: [other.dialogue.id], modelId: assistant.id };
}

async function makeImportSource() {
  const { dialogue, origin } = await makeImportedDialogue({ texts: ["Why so?", quokka("the file")] });
  await query`UPDATE import SET name = 'canary-import', file_name = 'canary-file' WHERE id = ${origin.id}`;
  await query`UPDATE dialogue SET end_reason = 'round_cap' WHERE id = ${dialogue.id}`;
  return { dialogueId: dialogue.id, canaries: [origin.id, "canary-import", "canary-file"], others: [] };
}

type Source = { dialogueId: string; canaries: string[]; others: string[]; modelId?: string; run?: { id: string } };

describe.each<[string, () => Promise<Source>]>([
  ["a run", makeRunSource],
  ["an import", makeImportSource],
])("whoever judges where a model should not be known, dialogues of %s", (_, make) => {
  let lead: Viewer;
  let params: Record<string, string>;
  let canaries: string[];
  let source: Source;
  let served: ServedItem;
  const tokens = { annotator: "", both: "", lead: "", reviewer: "", evaluator: "" };

  const claim = async (token: string): Promise<ServedItem> => {
    const response = await callRoute("claimItem", { token, params, body: {} });
    const { item } = (await response.json()) as { item: ServedItem | null };
    return must(item, "an item");
  };

  beforeAll(async () => {
    lead = await makeViewer("Lea", ["lead"]);
    const reviewer = await makeViewer("Rita");
    const ann = await makeViewer("Ann");
    tokens.annotator = await giveToken(ann.id);
    tokens.both = await giveToken((await makeViewer("Max", ["annotator", "evaluator"])).id);
    tokens.evaluator = await giveToken((await makeViewer("Eva", ["evaluator"])).id);
    tokens.reviewer = await giveToken(reviewer.id);
    tokens.lead = await giveToken(lead.id);
    source = await make();
    const queue = await createQueue(lead, {
      name: "A queue",
      spec: queueSpecSchema.parse({ hidesModels: true, overlap: { people: 2, share: 1 }, reviewers: [reviewer.id] }),
      guideline: guidelineTextSchema.parse({ text: "Judge." }),
      items: { dialogueIds: [source.dialogueId] },
    });
    params = { queueId: queue.id };
    served = await claim(tokens.annotator);
    const turn = await prisma.turn.findFirstOrThrow({ where: { dialogueId: source.dialogueId } });
    params = {
      queueId: queue.id,
      assignmentId: served.assignment.id,
      itemId: served.assignment.itemId,
      dialogueId: source.dialogueId,
      turnId: turn.id,
      runId: source.run?.id ?? "nothing",
      modelId: source.modelId ?? "nothing",
      memberId: lead.id,
    };
    canaries = source.canaries;
  });

  afterAll(async () => {
    await query`UPDATE review_queue SET status = 'archived' WHERE id = ${params.queueId}`;
    await liveHub().close();
  });

  const found = async (name: EndpointName, token: string) => {
    const text = await readRoute(name, { token, params, search: "quokka" });
    return canaries.filter((canary) => text.includes(canary));
  };

  it.each(reads.filter((name) => name !== "events"))("%s tells them nothing of where it comes from", async (name) => {
    expect(await found(name, tokens.annotator)).toEqual([]);
    expect(await found(name, tokens.both)).toEqual([]);
  });

  it("no stream of it is opened, and no search finds it or another of its kind", async () => {
    const stream = await callRoute("events", { token: tokens.annotator, query: `?dialogues=${source.dialogueId}` });
    expect(stream.status).toBe(404);
    const list = await callRoute("listDialogues", { token: tokens.annotator, query: "?q=quokka" });
    const text = await list.text();
    expect([source.dialogueId, ...source.others].filter((id) => text.includes(id))).toEqual([]);
  });

  it("they are served the text, can keep a draft, skip and answer, and see what is left", async () => {
    expect(served.turns.map(({ text }) => text).join()).toContain("A quokka of");
    expect(served.dialogue.origin.kind).toBe("hidden");
    const { token } = { token: tokens.annotator };
    const listed = await callRoute("getQueue", { token, params });
    expect(await listed.json()).toMatchObject({ queue: { progress: { items: 1, open: 1 }, waiting: { takeable: 1 } } });
    const draft = await callRoute("saveDraft", { token, params, body: { draft: { note: "…" }, seconds: 1 } });
    expect(draft.status).toBe(200);
    expect((await callRoute("skipItem", { token, params, body: { reason: "", draft: null, seconds: 1 } })).status).toBe(
      200,
    );
    expect((await callRoute("renewAssignment", { token, params })).status).toBe(200);
    const answer = { verdict: "accepted" };
    const given = {
      answerId: "answer-of-ann",
      answer,
      guidelineVersion: 1,
      headId: served.dialogue.headId,
      seconds: 2,
    };
    const wrong = await callRoute("answerItem", { token, params, body: { ...given, headId: "nothing" } });
    const refusal = await wrong.text();
    expect([wrong.status, canaries.filter((canary) => refusal.includes(canary))]).toEqual([409, []]);
    expect((await callRoute("answerItem", { token, params, body: given })).status).toBe(200);
    const again = await callRoute("takeBackAnswer", { token, params });
    const text = await again.text();
    expect([again.status, canaries.filter((canary) => text.includes(canary))]).toEqual([200, []]);
    expect((await callRoute("answerItem", { token, params, body: { ...given, answerId: "answer-two" } })).status).toBe(
      200,
    );
    expect(await found("getAssignment", token)).toEqual([]);
    expect(await readRoute("listAssignments", { token, params, search: "" })).toContain(served.assignment.id);
  });

  it("another queue with the same dialogue says why it has nothing for them", async () => {
    const other = await createQueue(lead, {
      name: "Another queue",
      spec: queueSpecSchema.parse({ overlap: null }),
      guideline: guidelineTextSchema.parse({ text: "Judge." }),
      items: { dialogueIds: [source.dialogueId] },
    });
    const asked = { token: tokens.annotator, params: { queueId: other.id }, body: {} };
    expect(await (await callRoute("claimItem", asked)).json()).toEqual({ item: null, reason: "kept_from_you" });
    await query`UPDATE review_queue SET status = 'archived' WHERE id = ${other.id}`;
  });

  it("leads, its reviewers and whoever does not judge see it as before", async () => {
    for (const token of [tokens.lead, tokens.reviewer, tokens.evaluator])
      expect(await readRoute("getDialogue", { token, params, search: "" })).toContain(source.dialogueId);
    expect(await readRoute("getQueueItem", { token: tokens.reviewer, params, search: "" })).toContain(
      source.dialogueId,
    );
  });

  it("once it is archived, or hides nothing any more, everybody does", async () => {
    const row = await prisma.reviewQueue.findUniqueOrThrow({ where: { id: params.queueId } });
    const set = (hides: boolean, status: "open" | "archived") =>
      updateQueue(lead, {
        queueId: row.id,
        name: row.name,
        status,
        spec: queueSpecSchema.parse({ ...(row.spec as object), hidesModels: hides }),
      });
    const seen = async () => (await callRoute("getDialogue", { token: tokens.annotator, params })).status;
    expect(await seen()).toBe(404);
    await set(false, "open");
    expect(await seen()).toBe(200);
    await set(true, "open");
    expect(await seen()).toBe(404);
    await set(true, "archived");
    expect(await seen()).toBe(200);
  });
});
