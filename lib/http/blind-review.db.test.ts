import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { liveHub } from "@/lib/bus/live-hub";
import type { ServedItem } from "@/lib/contract/endpoints/assignments";
import type { EndpointName } from "@/lib/contract/paths";
import type { DialogueAct } from "@/lib/domain/decision";
import type { Viewer } from "@/lib/domain/viewer";
import { answerItem } from "@/lib/operations/review/answer-item";
import { saveDraft } from "@/lib/operations/review/assignments";
import { claimItem } from "@/lib/operations/review/claim-item";
import { actInReview } from "@/lib/operations/review/dialogue-in-review";
import { callRoute, giveToken, readRoute, reads } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { anAnswer, makeQueue, makeViewer } from "@/lib/testing/review";

withDatabase();

const canary = "CanaryQuokka";
const people = { ann: "", bob: "", rita: "", lea: "" };
let params: Record<string, string>;
let headId: string | null;

/** Ann answers the first item of two people and drafts the second, with a canary wherever a person can type. */
afterAll(() => liveHub().close());

beforeAll(async () => {
  const [lea, rita, ann, bob] = [
    await makeViewer("Lea", ["lead"]),
    await makeViewer("Rita"),
    await makeViewer("Ann"),
    await makeViewer("Bob"),
  ];
  for (const [name, { id }] of Object.entries({ ann, bob, rita, lea }))
    people[name as keyof typeof people] = await giveToken(id);
  const { queue } = await makeQueue({
    lead: lea,
    spec: { overlap: { people: 2, share: 1 }, reviewers: [rita.id] },
    guideline: {
      fields: [{ key: "why", label: "Why", kind: "text", target: "dialogue", required: false, maxLength: 500 }],
    },
  });
  const first = await claim(ann, queue.id);
  const turnId = must(first.turns[1], "the answer").id;
  ({ headId } = first.dialogue);
  const comment: DialogueAct = { kind: "comment", turnId, text: `${canary} of a comment`, mentions: [] };
  await actInReview(ann, { dialogueId: first.dialogue.id, act: comment, assignmentId: first.assignment.id });
  await answerItem(ann, {
    assignmentId: first.assignment.id,
    answerId: "answer-of-ann",
    answer: anAnswer({
      verdict: "rejected",
      reasons: ["rude"],
      note: `${canary} of a note`,
      labels: { why: `${canary} of a label` },
      edits: [{ turnId, text: `${canary} of an edit` }],
    }),
    guidelineVersion: 1,
    headId,
    seconds: 5,
  });
  const second = await claim(ann, queue.id);
  await saveDraft(ann, { assignmentId: second.assignment.id, draft: { note: `${canary} of a draft` }, seconds: 1 });
  params = {
    queueId: queue.id,
    itemId: first.assignment.itemId,
    assignmentId: first.assignment.id,
    dialogueId: first.dialogue.id,
    turnId,
    memberId: ann.id,
  };
});

async function claim(viewer: Viewer, queueId: string): Promise<ServedItem> {
  return must((await claimItem(viewer, { queueId, holding: [], includeSkipped: false })).item, "an item");
}

/** What a read of this queue's sends to whoever holds the token. */
function heard(name: EndpointName, token: string): Promise<string> {
  return readRoute(name, { token, params, search: canary });
}

describe("what one person says of an item that several judge", () => {
  it.each(reads)("is not told to the others by %s", async (name) => {
    expect(await heard(name, people.bob)).not.toContain(canary);
  });

  it("is no hit of a search, and not in the item that the others are served", async () => {
    const found = await callRoute("listDialogues", { token: people.bob, query: `?q=${canary}` });
    expect([found.status, await found.json()]).toMatchObject([200, { items: [] }]);
    const served = await callRoute("claimItem", { token: people.bob, params, body: {} });
    const text = await served.text();
    expect(text).toContain(params.dialogueId);
    expect(text).not.toContain(canary);
  });

  it.each(["lea", "rita"] as const)("is told to %s, who runs or reviews the queue", async (name) => {
    expect((await heard("getQueueItem", people[name])).split(canary)).toHaveLength(4);
    expect(await heard("listDecisions", people[name])).toContain(canary);
  });
});

describe("what others may do about a queue, its items and its places", () => {
  const draft = { draft: {}, seconds: 0 };
  const answer = { verdict: "accepted" };
  const given = () => ({ answerId: "answer-of-bob", answer, guidelineVersion: 1, headId });

  it.each<[EndpointName, unknown]>([
    ["listQueueItems", undefined],
    ["getQueueItem", undefined],
    ["settleItem", { answer, headId: null, seenIds: [] }],
    ["reopenItem", undefined],
    ["sendBack", { note: "Look again" }],
    ["setGold", { answer }],
    ["createGuideline", { text: "", reasons: [], basedOn: 1 }],
    ["addQueueItems", { dialogueIds: ["nothing"] }],
  ])("%s: forbidden to whoever only judges", async (name, body) => {
    const response = await callRoute(name, { token: people.bob, params, body });
    expect([response.status, await response.json()]).toMatchObject([403, { code: "forbidden" }]);
  });

  it.each<[EndpointName, () => unknown]>([
    ["getAssignment", () => undefined],
    ["renewAssignment", () => undefined],
    ["saveDraft", () => draft],
    ["answerItem", given],
    ["takeBackAnswer", () => undefined],
    ["skipItem", () => ({ ...draft, reason: "" })],
  ])("%s: somebody else's place is not found, not even by a lead", async (name, body) => {
    for (const token of [people.bob, people.rita]) {
      const response = await callRoute(name, { token, params, body: body() });
      expect([response.status, await response.json()]).toMatchObject([404, { code: "not_found" }]);
    }
  });

  it("getQueueResults: nobody's figures but their own to whoever only judges", async () => {
    const response = await callRoute("getQueueResults", { token: people.bob, params });
    expect([response.status, await response.json()]).toMatchObject([200, { pairs: [], gold: [] }]);
  });

  it.each<EndpointName>(["listQueueItems", "getQueueResults", "getQueueItem"])(
    "%s: open to a reviewer that the queue names",
    async (name) => {
      expect((await callRoute(name, { token: people.rita, params })).status).toBe(200);
    },
  );
});
