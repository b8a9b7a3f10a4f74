import { expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { firstProjectId } from "@/lib/data/memberships";
import { countUnreadMentions, listMentions, markMentionsRead } from "@/lib/data/mentions";
import { findPersonByEmail } from "@/lib/data/people";
import { inProject } from "@/lib/data/project-at-work";
import { makeDialogue } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { makeQueue, makeViewer } from "@/lib/testing/review";
import { actOnDialogue } from "./act-on-dialogue";
import { createMembership, createProject } from "./projects";
import { readAllWaiting } from "./work";

withDatabase();

it("tells what waits in each project of a person as they may do it there, and reads comments project by project", async () => {
  const lead = await makeViewer("Lea", ["lead"]);
  const ann = await makeViewer("Ann", ["annotator"]);
  const medical = await createProject(lead, { name: "Medical", slug: "medical" });
  const ids = [firstProjectId, medical.id];
  await inProject(medical.id, () => createMembership({ email: ann.email, roles: ["evaluator"] }));
  for (const id of ids) {
    const asLead = { ...lead, roles: ["lead" as const] };
    await inProject(id, () => makeQueue({ lead: asLead }));
    const { dialogue } = await inProject(id, () => makeDialogue({ status: "ended", texts: ["Why?", "Because."] }));
    const act = { kind: "comment" as const, turnId: null, text: "@Ann look", mentions: [ann.id] };
    await inProject(id, () => actOnDialogue(asLead, { dialogueId: dialogue.id, act }));
  }
  const waiting = async () => readAllWaiting(must(await findPersonByEmail(ann.email), "Ann"));
  const items = (await waiting())[0]?.items ?? 0;
  expect(items).toBeGreaterThan(0);
  // In Medical she is no annotator, so that nothing there is hers to review.
  expect(await waiting()).toMatchObject([
    { project: { id: firstProjectId }, items, comparisons: 0, undecided: expect.any(Number), mentions: 1 },
    { project: { name: "Medical" }, items: 0, comparisons: 0, undecided: 0, mentions: 1 },
  ]);

  await inProject(medical.id, async () => {
    const { items } = await listMentions(ann.id, { limit: 9 });
    await markMentionsRead(ann.id, must(items[0], "a comment").createdAt);
    expect(await countUnreadMentions(ann.id)).toBe(0);
  });
  expect((await waiting()).map(({ mentions }) => mentions)).toEqual([1, 0]);
});
