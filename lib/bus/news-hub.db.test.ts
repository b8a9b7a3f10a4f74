import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { claimJobs } from "@/lib/data/jobs/job-claim";
import { writeProgress } from "@/lib/data/jobs/job-course";
import { firstProjectId } from "@/lib/data/memberships";
import { transaction } from "@/lib/data/sql";
import type { NewsFrame } from "@/lib/domain/live";
import { actOnDialogue } from "@/lib/operations/act-on-dialogue";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { askToFollow } from "@/lib/operations/statistics/data-set-figures";
import { makeDialogue, makeUser } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { makeEvaluation, voteOnNext } from "@/lib/testing/judging";
import { queryAsOwner } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { NewsHub, type NewsSelection } from "./news-hub";
import { openNotificationChannel } from "./notifications";

withDatabase();

let hub = new NewsHub(firstProjectId);
afterEach(async () => {
  await hub.close();
  hub = new NewsHub(firstProjectId);
});

function follow(selection: NewsSelection) {
  const frames: NewsFrame[] = [];
  hub.subscribe(selection, (frame) => frames.push(frame));
  return frames;
}

async function until(what: () => boolean): Promise<void> {
  for (const end = performance.now() + 10_000; performance.now() < end; await sleep(5)) if (what()) return;
  throw new Error("It did not happen in time");
}

const ask = (personId: string) =>
  transaction((tx) => enqueueJob(tx, { kind: "connection_test", payload: { modelId: "m" }, personId }));

it("tells of each job to whom it concerns, first as it stands, then with each change, nothing twice", async () => {
  const [mine, other] = [await makeUser(), await makeUser()];
  const id = await ask(mine.id);
  const all = follow({ jobsOf: { personId: null } });
  const own = follow({ jobsOf: { personId: mine.id } });
  const others = follow({ jobsOf: { personId: other.id } });
  const none = follow({ evaluationId: "evl_none" });
  await until(() => all.length > 0 && own.length > 0);
  const [claim] = await claimJobs("w", new Map([["connection_test", 1]]));
  if (!claim) throw new Error("It was asked for");
  await writeProgress(claim, { done: 1, total: 2, sentence: "" });
  const last = (frames: NewsFrame[]) => frames.findLast((frame) => frame.type === "job" && frame.id === id);
  await until(() => JSON.stringify(last(all)).includes('"done":1') && JSON.stringify(last(own)).includes('"done":1'));
  await sleep(1_200); // the hub looks around each second, and finds nothing new
  const versions = own.flatMap((frame) => (frame.type === "job" ? [frame.job.version] : []));
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  expect(others).toEqual([]);
  expect(none.every(({ type }) => type === "results")).toBe(true);
});

it("tells whoever has counts on the page that there are others to ask for, once for each change", async () => {
  const { evaluationId } = await makeEvaluation();
  const frames = follow({ counts: ["evaluations"] });
  const others = follow({ counts: ["duplicates"] });
  await until(() => frames.length > 0 && others.length > 0);
  await voteOnNext(await makeViewer("Ina", ["evaluator"]), evaluationId, () => "left");
  await until(() => frames.length > 1);
  await transaction((tx) =>
    enqueueJob(tx, { kind: "answers", payload: { evaluationId, lane: 0, lanes: 1 }, subject: evaluationId }),
  );
  await until(() => frames.length > 2);
  await sleep(1_200); // the hub looks around each second, and finds nothing new
  expect(frames.map(({ type, id }) => `${type} ${id}`)).toEqual(frames.map(() => "counts evaluations"));
  expect(frames).toHaveLength(3);
  expect(others).toHaveLength(1);
});

it("finds changes by looking where no channel was heard", async () => {
  const person = await makeUser();
  const frames = follow({ jobsOf: { personId: person.id } });
  await sleep(300);
  await queryAsOwner`ALTER TABLE job DISABLE TRIGGER job_born`;
  const id = await ask(person.id);
  await queryAsOwner`ALTER TABLE job ENABLE TRIGGER job_born`;
  await until(() => frames.length > 0);
  expect(frames.map((frame) => frame.id)).toEqual([id]);
});

it("tells whoever looks at an evaluation's figures that its votes have changed", async () => {
  const { evaluationId } = await makeEvaluation();
  const frames = follow({ evaluationId });
  await until(() => frames.length > 0);
  const before = frames.at(-1);
  await voteOnNext(await makeViewer("Eva", ["evaluator"]), evaluationId, () => "left");
  await until(() => frames.length > 1);
  const versions = [before, frames.at(-1)].flatMap((frame) => (frame?.type === "results" ? [frame.votesVersion] : []));
  expect(versions[1]).toBe((versions[0] ?? 0) + 1);
});

it("hears by name that something was decided, and that figures follow", async () => {
  const { dialogue } = await makeDialogue({ status: "ended", texts: ["Why?", "So."] });
  const heard = new Set<string>();
  let isListening = false;
  const onConnect = () => (isListening = true);
  const onNotify = (ids: string[]) => {
    for (const id of ids) heard.add(id);
  };
  const channel = openNotificationChannel("news", { onNotify, onConnect });
  await until(() => isListening);
  const lead = await makeViewer("Lea", ["lead"]);
  await actOnDialogue(lead, { dialogueId: dialogue.id, act: { kind: "tag", tags: ["seen"] } });
  await until(() => heard.has("dialogues"));
  expect(heard.has("figures")).toBe(false);
  const { id } = await createDataSet(lead, { name: "All", note: "", members: { filter: {} } });
  await askToFollow(lead, id);
  await doDueJobs();
  await until(() => heard.has("figures"));
  await channel.close();
});
