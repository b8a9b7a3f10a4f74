import { expect, it } from "vitest";
import { liveHub } from "@/lib/bus/live-hub";
import { firstProjectId } from "@/lib/data/memberships";
import { inProject } from "@/lib/data/project-at-work";
import { actOnDialogue } from "@/lib/operations/act-on-dialogue";
import { createMembership, createProject, deleteMembership } from "@/lib/operations/projects";
import { makeDialogue, makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";

withDatabase();

/** A stream of one dialogue, open and with its snapshot read. */
async function follow(project: string, token: string, dialogueId: string) {
  const response = await callRoute("events", { token, params: { project }, query: `?dialogues=${dialogueId}` });
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
  const decoder = new TextDecoder();
  let heard = "";
  const read = async () => {
    const { done, value } = await reader.read();
    heard += decoder.decode(value);
    return done;
  };
  const until = async (words: string) => {
    while (!heard.includes(words)) if (await read()) throw new Error(`It ended before "${words}"`);
  };
  await until('"type":"snapshot"');
  const toEnd = async () => {
    while (!(await read()));
  };
  return { until, toEnd, close: () => reader.cancel() };
}

it("ends the streams of somebody who was taken out of a project, and of no other project", {
  timeout: 60_000,
}, async () => {
  const roles = ["lead" as const];
  const [lead, ann] = [await makeUser({ name: "Lead", roles }), await makeUser({ name: "Ann", roles })];
  const medical = await createProject({ ...lead, roles }, { name: "Medical", slug: "medical" });
  await inProject(medical.id, () => createMembership({ email: ann.email, roles: ["annotator"] }));
  const token = await giveToken(ann.id);
  const there = await inProject(medical.id, () => makeDialogue({ texts: ["Why?", "Because."] }));
  const here = await inProject(firstProjectId, () => makeDialogue({ texts: ["Who?", "Nobody."] }));
  const left = await follow("medical", token, there.dialogue.id);
  const kept = await follow("-", token, here.dialogue.id);

  await inProject(medical.id, () => deleteMembership({ ...lead, roles }, ann.id));
  await left.toEnd();
  const again = await callRoute("events", { token, params: { project: "medical" }, query: "?jobs=mine" });
  expect(again.status).toBe(404);
  const act = { kind: "tag" as const, tags: ["still-here"] };
  await inProject(firstProjectId, () => actOnDialogue({ ...lead, roles }, { dialogueId: here.dialogue.id, act }));
  await kept.until("still-here");
  await kept.close();
  await liveHub().close();
});
