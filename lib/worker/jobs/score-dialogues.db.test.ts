import { setTimeout } from "node:timers/promises";
import { beforeAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { type ChatModel, ModelFault } from "@/lib/domain/chat-model";
import { scoredQualities } from "@/lib/domain/statistics/dialogue-scores";
import type { Measured } from "@/lib/domain/statistics/measured";
import type { Viewer } from "@/lib/domain/viewer";
import { actOnDialogue } from "@/lib/operations/act-on-dialogue";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { askForScores, previewScores } from "@/lib/operations/statistics/ask-for-scores";
import { askToFollow } from "@/lib/operations/statistics/data-set-figures";
import { readScores } from "@/lib/operations/statistics/read-scores";
import { readSideBySide } from "@/lib/operations/statistics/side-by-side";
import { makeDialogue, makeModel, makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";

withDatabase();

let lead: Viewer;
let modelId: string;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
  modelId = (await makeModel()).id;
});

const scores = (value: number) =>
  `{Complexity: ${value}, Relevancy: ${value}, Logicality: ${value}, Diversity: ${value}}`;

type Said = string | ModelFault;
type Scores = Awaited<ReturnType<typeof readScores>>;

/** A judge that says `says` of what the person asks; whoever asks what is told in `asked`. */
function judge(says: (question: string, call: number) => Said | Promise<Said>) {
  const asked: string[] = [];
  const chat: ChatModel = {
    async *stream({ prompt }) {
      const text = prompt.kind === "chat" ? (prompt.messages.at(-1)?.content ?? "") : "";
      const question = must(/\[Person\]\n(.*)/.exec(text)?.[1], "a question");
      asked.push(question);
      const said = await says(question, asked.length);
      if (typeof said !== "string") throw said;
      yield { type: "text", text: said };
      yield { type: "done", finishReason: "stop", usage: { promptTokens: 100, completionTokens: 20 } };
    },
  };
  return { chat, asked };
}

/** A snapshot of so many dialogues, the question of each its number. */
async function frozen(name: string, count: number) {
  const made = Array.from({ length: count }, (_, i) =>
    makeDialogue({ status: "ended", texts: [`${name} ${i}`, "Yes.", "And then?", "No."] }),
  );
  const dialogueIds = (await Promise.all(made)).map(({ dialogue }) => dialogue.id);
  const { id: dataSetId } = await createDataSet(lead, { name, note: "", members: { list: { dialogueIds } } });
  return createSnapshot(lead, { dataSetId, note: "" });
}

const pinned = (id: string): Measured => ({ kind: "snapshot", id });

const spent = async () =>
  (await query<{ tokens: number }>`SELECT coalesce(sum(tokens), 0)::int AS tokens FROM spending`)[0];

it("scores what is drawn, beside people, and asks about nothing twice", async () => {
  const [bots, people] = [await frozen("Bot", 12), await frozen("Human", 8)];
  const order = { modelId, dialogues: 8, peopleId: people.id };
  expect(await previewScores(pinned(bots.id), order)).toMatchObject({ calls: 16, kept: 0, outputTokens: 640 });
  const before = must(await spent(), "spending").tokens;
  const { chat, asked } = judge((question, call) =>
    call === 3 ? "I would rather not." : scores(question.startsWith("Human") ? 8 : 4),
  );
  await askForScores(lead, pinned(bots.id), order);
  await doDueJobs({ chat });
  expect(asked).toHaveLength(16);
  expect(new Set(asked).size).toBe(16);
  expect(must(await spent(), "spending").tokens - before).toBe(16 * 120);
  const [found] = (await readScores(pinned(bots.id), people.id)).judged;
  expect(found).toMatchObject({
    modelId,
    own: { asked: 8, missing: 1, means: { complexity: { mean: 4, interval: { low: 4, high: 4 } } } },
    people: { asked: 8, missing: 0, means: { diversity: { mean: 8 } } },
    differences: { logicality: { difference: -4 } },
    reasons: [{ reason: "There are no scores in the answer.", dialogues: 1 }],
  });
  const asks = { token: await giveToken(lead.id), params: { snapshotId: bots.id }, query: `?people=${people.id}` };
  expect((await callRoute("listDialogueScores", asks)).status).toBe(200);
  await askForScores(lead, pinned(bots.id), { ...order, dialogues: 12 });
  await doDueJobs({ chat });
  expect(asked).toHaveLength(20);
  expect(new Set(asked).size).toBe(20);
  expect(await previewScores(pinned(bots.id), { ...order, dialogues: 12 })).toMatchObject({
    calls: 0,
    kept: 20,
    cost: 0,
  });
});

it("scores a data set as it stands, takes what snapshots of it have, and follows what is written since", async () => {
  const snapshot = await frozen("Living", 10);
  const { chat, asked } = judge((_, call) => scores(call === 2 ? 99 : 7));
  await askForScores(lead, pinned(snapshot.id), { modelId, dialogues: 10, peopleId: null });
  await doDueJobs({ chat });
  const living: Measured = { kind: "data_set", id: snapshot.dataSetId };
  await askToFollow(lead, living.id);
  await doDueJobs({ chat });
  const order = { modelId, dialogues: 10, peopleId: null };
  // The same dialogues up to the same turns: nothing is asked again.
  expect(await previewScores(living, order)).toMatchObject({ calls: 0, kept: 10 });
  const [found] = (await readScores(living)).judged;
  expect(found?.own).toMatchObject({ asked: 10, missing: 1, means: { complexity: { mean: 7 } } });

  const [{ id: dialogueId = "", headId = "" } = {}] = await query<{ id: string; headId: string }>`
    SELECT d.id, d.head_id AS "headId" FROM snapshot_dialogue m JOIN dialogue d ON d.id = m.dialogue_id
    WHERE m.snapshot_id = ${snapshot.id} LIMIT 1`;
  await actOnDialogue(lead, {
    dialogueId,
    act: { kind: "edit", turnId: headId, headId, text: "No, never.", after: "keep" },
  });
  await askToFollow(lead, living.id);
  await doDueJobs({ chat });
  const token = await giveToken(lead.id);
  const params = { dataSetId: living.id };
  const before = asked.length;
  const preview = { token, params, query: `?modelId=${modelId}&dialogues=10` };
  expect(await (await callRoute("previewDataSetScores", preview)).json()).toMatchObject({ calls: 1, kept: 9 });
  expect((await callRoute("scoreDataSet", { token, params, body: order })).status).toBe(201);
  await doDueJobs({ chat });
  expect(asked.length).toBe(before + 1);
  const now = (await (await callRoute("listDataSetScores", { token, params })).json()) as Scores;
  const then = await readScores(pinned(snapshot.id));
  expect([now.judged[0]?.own.asked, then.judged[0]?.own.asked]).toEqual([10, 10]);
});

it("stands side by side as it is told of each alone", async () => {
  const [one, other] = [await frozen("Side", 9), await frozen("Next", 7)];
  const { chat } = judge((question, call) => (call === 5 ? "None." : scores(question.startsWith("Side") ? 4 : 9)));
  const order = { modelId, peopleId: null };
  await askForScores(lead, pinned(one.id), { ...order, dialogues: 9 });
  // Of another snapshot the first few alone: a later one that has scores is not counted with them.
  await askForScores(lead, pinned(other.id), { ...order, dialogues: 4 });
  await doDueJobs({ chat });
  await askToFollow(lead, one.dataSetId);
  await doDueJobs({ chat });
  const wanted = { sets: `${one.id},${other.id}`, dataSets: one.dataSetId, published: "" };
  const { columns, rows } = await readSideBySide(wanted);
  const shown = columns.map(({ id, kind }) => ({
    of: { id, kind } as Measured,
    at: columns.findIndex((c) => c.id === id),
  }));
  expect(shown).toHaveLength(3);
  for (const { of, at } of shown) {
    const [alone] = (await readScores(of)).judged;
    for (const quality of scoredQualities) {
      const cell = rows.find(({ id }) => id === `scored:${modelId}:${quality}`)?.cells[at];
      const told = alone?.own.means?.[quality];
      expect([cell?.mean, cell?.interval, cell?.values, cell?.skipped]).toEqual([
        told?.mean,
        told?.interval,
        must(alone, "scores").own.asked - must(alone, "scores").own.missing,
        alone?.own.missing,
      ]);
    }
  }
});

it("keeps what came where the judge goes away half-way, and asks for the rest alone when it is back", async () => {
  const snapshot = await frozen("Away", 10);
  const order = { modelId, dialogues: 10, peopleId: null };
  let isAway = false;
  const { chat, asked } = judge((_, call) => {
    if (call > 4) isAway = true;
    return isAway ? new ModelFault("network", "Nobody answers.") : scores(6);
  });
  await askForScores(lead, pinned(snapshot.id), order);
  await doDueJobs({ chat });
  const kept = await query<{ id: string }>`SELECT turn_id AS id FROM dialogue_score s JOIN turn t ON t.id = s.turn_id
    JOIN snapshot_dialogue m ON m.dialogue_id = t.dialogue_id WHERE m.snapshot_id = ${snapshot.id}`;
  expect(kept).toHaveLength(4);
  const answered = asked.slice(0, 4);
  const back = judge(() => scores(6));
  await query`UPDATE job SET due_at = now()`;
  await doDueJobs({ chat: back.chat });
  expect(back.asked).toHaveLength(6);
  expect(new Set([...answered, ...back.asked]).size).toBe(10);
  const [found] = (await readScores(pinned(snapshot.id))).judged;
  expect(found?.own).toMatchObject({ asked: 10, missing: 0, means: { relevancy: { mean: 6 } } });
});

it("gives up on a dialogue that the judge never answers while it answers others, and says so", async () => {
  const snapshot = await frozen("Odd", 9);
  // The others are slower than six failures: those alone do not tell that the judge is away.
  const { chat } = judge(async (question) => {
    if (question === "Odd 4") return new ModelFault("empty", "Nothing came.");
    await setTimeout(100);
    return scores(question === "Odd 5" ? 99 : 5);
  });
  await askForScores(lead, pinned(snapshot.id), { modelId, dialogues: 9, peopleId: null });
  await doDueJobs({ chat });
  const [found] = (await readScores(pinned(snapshot.id))).judged;
  expect(found?.own).toMatchObject({ asked: 9, missing: 2, means: { complexity: { mean: 5 } } });
  expect(found?.reasons.map(({ reason }) => reason).sort()).toEqual([
    "99 is not on the scale from 1 to 10.",
    expect.stringContaining("Nothing came."),
  ]);
});

it("is asked for by who keeps the data set, of a model that is there, and says what it takes to all", async () => {
  const { id } = await frozen("Ours", 2);
  const token = async (role: "annotator" | "lead") => giveToken((await makeUser({ roles: [role] })).id);
  const ask = async (role: "annotator" | "lead", body: object) =>
    (await callRoute("scoreDialogues", { token: await token(role), params: { snapshotId: id }, body })).status;
  const body = { modelId, dialogues: 2, peopleId: null };
  expect([await ask("annotator", body), await ask("lead", body)]).toEqual([403, 201]);
  expect([await ask("lead", { ...body, modelId: "mdl_never" }), await ask("lead", { ...body, dialogues: 0 })]).toEqual([
    404, 422,
  ]);
  const preview = {
    token: await token("annotator"),
    params: { snapshotId: id },
    query: `?modelId=${modelId}&dialogues=2`,
  };
  expect((await callRoute("previewDialogueScores", preview)).status).toBe(200);
});
