import { beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { claimDialogues } from "@/lib/data/engine/claim-dialogues";
import { commitTurn, openAttempt } from "@/lib/data/engine/commit-group";
import { prisma } from "@/lib/data/prisma";
import type { DialogueAct } from "@/lib/domain/decision";
import { otherSpeaker, type Speaker } from "@/lib/domain/dialogue";
import { type Signal, signalSchema } from "@/lib/domain/training/signal";
import type { Viewer } from "@/lib/domain/viewer";
import { takeBackVote } from "@/lib/operations/judging/cast-vote";
import { makeRuling } from "@/lib/operations/judging/rulings";
import { makeDialogue } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { makeEvaluation, voteOnNext } from "@/lib/testing/judging";
import { makeViewer } from "@/lib/testing/review";
import { actOnDialogue } from "../act-on-dialogue";
import { createDataSet } from "./data-sets";
import { createSnapshot } from "./freeze";
import { countSignals, readLabels, readPairs } from "./signals";

withDatabase();

let lead: Viewer;
let ann: Viewer;
let bob: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
  ann = await makeViewer("Ann");
  bob = await makeViewer("Bob");
});

const all = signalSchema.options;

/** A dialogue that people act on, at its head, on turns by what they say. */
async function acted(texts: string[]) {
  const { dialogue } = await makeDialogue({ status: "paused", texts });
  const headId = async () => (await prisma.dialogue.findUniqueOrThrow({ where: { id: dialogue.id } })).headId;
  const act = async (viewer: Viewer, given: (idOf: (text: string) => string) => DialogueAct) => {
    const turns = await prisma.turn.findMany({ where: { dialogueId: dialogue.id }, orderBy: { id: "asc" } });
    const idOf = (text: string) =>
      must(
        turns.findLast((turn) => turn.text === text),
        text,
      ).id;
    const meant = given(idOf);
    const seen = "headId" in meant ? Object.assign(meant, { headId: await headId() }) : meant;
    return actOnDialogue(viewer, { dialogueId: dialogue.id, act: seen });
  };
  return { id: dialogue.id, act };
}

/** The worker writes the next turn of a dialogue that waits for it. */
async function written(dialogueId: string, text: string): Promise<void> {
  const claim = must(
    (await claimDialogues("w", 1_000)).find((one) => one.dialogueId === dialogueId),
    "a claim",
  );
  const parent = must(
    claim.turns.find(({ id }) => id === claim.headId),
    "the head",
  );
  const speaker: Speaker = otherSpeaker(parent.speaker);
  const ids = { attemptId: newId("attempt"), turnId: newId("turn") };
  const prompt = { kind: "chat" as const, messages: [{ role: "user" as const, content: parent.text }] };
  const request = { prompt, maxTokens: 5 };
  await openAttempt(claim, { ...ids, speaker, modelId: claim.spec.assistantId, request, reserve: 20 });
  const settlement = { ...ids, usage: { promptTokens: 1, completionTokens: 1 }, cost: 0 };
  const figures = { firstTokenMs: 1, totalMs: 2, finishReason: "stop", modelId: null, reasoning: null, rawText: null };
  const summary = { rounds: 2, opening: "Why?", flags: [] };
  const reply = { speaker, text, flags: [], ...figures, settlement, summary, contextTokens: 1 };
  expect(await commitTurn(claim, reply)).toMatchObject({ turn: { text } });
}

async function frozen(dialogueIds: string[]): Promise<string> {
  const { id: dataSetId } = await createDataSet(lead, { name: "A set", note: "", members: { list: { dialogueIds } } });
  return (await createSnapshot(lead, { dataSetId, note: "" })).id;
}

const wanted = (signals: readonly Signal[], side: Speaker = "assistant") => ({ signals, side, dialogueIds: null });

async function pairsOf(snapshotId: string, signals: readonly Signal[] = all): Promise<string[]> {
  const told: string[] = [];
  for await (const { chosen, rejected, signals: by } of readPairs(snapshotId, wanted(signals)))
    told.push(`${chosen.text} > ${rejected.text} (${by.join()})`);
  return told;
}

async function labelsOf(snapshotId: string, signals: readonly Signal[] = all): Promise<string[]> {
  const told: string[] = [];
  for (const side of ["assistant", "user"] as const)
    for await (const { completion, label } of readLabels(snapshotId, wanted(signals, side)))
      told.push(`${completion.text} ${label}`);
  return told;
}

describe("what people did to a dialogue", () => {
  const headId = null;
  async function curated() {
    const { id, act } = await acted(["Why?", "So.", "And?", "Thus."]);
    await act(ann, (idOf) => ({ kind: "edit", headId, turnId: idOf("So."), text: "Since.", after: "keep" }));
    await act(ann, (idOf) => ({ kind: "regenerate", headId, turnId: idOf("Thus.") }));
    await written(id, "Hence.");
    await act(bob, (idOf) => ({ kind: "reject_turn", headId, turnId: idOf("Hence."), reasons: [] }));
    await written(id, "Therefore.");
    await act(ann, () => ({ kind: "accept", headId }));
    return { id, act };
  }
  const pairs = ["Since. > So. (edit)", "Therefore. > Thus. (regeneration)", "Therefore. > Hence. (rejection)"];
  const labels = ["Why? true", "And? true", "Therefore. true", "Hence. false"];

  it("is pairs and labels in a snapshot, switch by switch, and counted as files hold them", async () => {
    const plain = await acted(["Hi?", "Hello."]);
    await plain.act(ann, () => ({ kind: "accept", headId }));
    const snapshotId = await frozen([(await curated()).id, plain.id]);
    expect(await pairsOf(snapshotId)).toEqual(pairs);
    expect(await pairsOf(snapshotId, ["rejection", "edit"])).toEqual([pairs[0], pairs[2]]);
    const told = await labelsOf(snapshotId);
    expect(told.toSorted()).toEqual([...labels, "Hi? true", "Hello. true"].toSorted());
    expect(await labelsOf(snapshotId)).toEqual(told);
    expect(await labelsOf(snapshotId, ["rejection"])).toEqual(["Hence. false"]);
    const counts = await countSignals(snapshotId);
    expect(counts).toMatchObject({
      assistant: {
        pairs: { all: 3, bySignal: { edit: 1, regeneration: 1, rejection: 1, branch: 0, vote: 0 } },
        labels: { good: 2, bad: 1, bySignal: { acceptance: 2, rejection: 1 } },
      },
      user: { pairs: { all: 0 }, labels: { good: 3, bad: 0 } },
      opposed: { pairs: 0, labels: 0 },
    });
  });

  it("is what it was when the snapshot was made, whatever is done or undone since", async () => {
    const { id, act } = await curated();
    const snapshotId = await frozen([id]);
    await act(bob, (idOf) => ({ kind: "edit", headId, turnId: idOf("Since."), text: "Because.", after: "keep" }));
    await act(lead, (idOf) => ({ kind: "choose", headId, turnId: idOf("Thus.") }));
    await act(lead, (idOf) => ({ kind: "mask", turnIds: [idOf("So."), idOf("Since.")], trained: false }));
    expect(await pairsOf(snapshotId)).toEqual(pairs);
    expect((await labelsOf(snapshotId)).toSorted()).toEqual(labels.toSorted());
    expect(await pairsOf(await frozen([id]))).not.toEqual(pairs);
  });

  it("is told once of two dialogues that are alike, and names nobody", async () => {
    const snapshotId = await frozen([(await curated()).id, (await curated()).id]);
    expect(await pairsOf(snapshotId)).toEqual(pairs);
    const none = { ...wanted(all), dialogueIds: new Set(["dlg_elsewhere"]) };
    expect((await readPairs(snapshotId, none).next()).done).toBe(true);
    for await (const pair of readPairs(snapshotId, wanted(all)))
      for (const { id, email, name } of [lead, ann, bob])
        for (const told of [id, email, `"${name}"`]) expect(JSON.stringify(pair)).not.toContain(told);
  });
});

describe("votes", () => {
  async function voted() {
    const rater = await makeViewer("Eve", ["evaluator"]);
    const { evaluationId } = await makeEvaluation({ lead, prompts: 3 });
    for (let n = 0; n < 3; n++)
      await voteOnNext(rater, evaluationId, (left) => {
        if (left.endsWith("1")) return "both_bad";
        return left.startsWith("The first") ? "left" : "right";
      });
    return { rater, evaluationId };
  }
  const won = (n: number) => `The first to question ${n} > The other to question ${n} (vote)`;

  it("on answers to what its dialogues begin with are pairs, and of two bad ones labels", async () => {
    const asked = await Promise.all(
      [0, 1].map((n) => makeDialogue({ status: "ended", texts: [`Question ${n}?`, "A."] })),
    );
    const ids = asked.map(({ dialogue }) => dialogue.id);
    expect(await pairsOf(await frozen(ids))).toEqual([]);
    const { rater, evaluationId } = await voted();
    const snapshotId = await frozen(ids);
    expect(await pairsOf(snapshotId)).toEqual([won(0)]);
    const bad = ["The first to question 1 false", "The other to question 1 false"];
    expect((await labelsOf(snapshotId, ["vote"])).toSorted()).toEqual(bad);
    expect(await countSignals(snapshotId)).toMatchObject({
      assistant: { pairs: { all: 1, bySignal: { vote: 1 } }, labels: { good: 0, bad: 2, bySignal: { vote: 2 } } },
    });

    // What is taken back or left out later is not so in what was frozen, and is in what is frozen then.
    const leftOut = { subject: "rater", subjectId: rater.id, act: "leave_out", reason: "In a hurry" } as const;
    await makeRuling(lead, evaluationId, leftOut);
    expect(await pairsOf(snapshotId)).toEqual([won(0)]);
    expect(await pairsOf(await frozen(ids))).toEqual([]);
    await makeRuling(lead, evaluationId, Object.assign({}, leftOut, { act: "count" as const }));
    expect(await pairsOf(await frozen(ids))).toEqual([won(0)]);
    const ballots = await prisma.ballot.findMany({ where: { evaluationId } });
    for (const { id } of ballots) await takeBackVote(rater, id);
    expect(await pairsOf(snapshotId)).toEqual([won(0)]);
    expect(await pairsOf(await frozen(ids))).toEqual([]);
  });
});
