import { expect, it } from "vitest";
import { newId } from "@/lib/base/ids";
import { prisma } from "@/lib/data/prisma";
import type { DialogueAct } from "@/lib/domain/decision";
import type { Viewer } from "@/lib/domain/viewer";
import { actOnDialogue } from "@/lib/operations/act-on-dialogue";
import { deactivateMember, reactivateMember } from "@/lib/operations/members";
import { hashSecret } from "@/lib/operations/secret";
import { makeDialogue, makeUser } from "@/lib/testing/builders";
import { giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { findByToken } from "./api-tokens";
import { listPastActs } from "./decisions";
import { listMentions, markMentionsRead } from "./mentions";
import { beatPresence } from "./presence";
import { readDaysOfWork, readWork } from "./work";

withDatabase();

async function someone(name: string, roles: Viewer["roles"] = ["annotator"]): Promise<Viewer> {
  const user = await makeUser({ name, roles });
  return { id: user.id, name, email: user.email, roles };
}

async function anEnded() {
  return (await makeDialogue({ status: "ended", texts: ["Why?", "Because.", "Really?", "Yes."] })).dialogue;
}

async function act(viewer: Viewer, dialogueId: string, wanted: DialogueAct, seconds?: number) {
  return actOnDialogue(viewer, { dialogueId, act: wanted, seconds });
}

it("counts a person's decisions, active time, edits and what they took back", async () => {
  const ann = await someone("Ann");
  const [one, two, three] = [await anEnded(), await anEnded(), await anEnded()];
  const turns = await prisma.turn.findMany({ where: { dialogueId: two.id, speaker: "assistant" } });
  const last = turns.find(({ id }) => id === two.headId);
  await act(ann, one.id, { kind: "accept", headId: one.headId }, 30);
  const edited = await act(
    ann,
    two.id,
    {
      kind: "edit",
      headId: two.headId,
      turnId: last?.id ?? "",
      text: "Yes, really.",
      after: "keep",
    },
    40,
  );
  const { headId } = edited.dialogue;
  await act(ann, two.id, { kind: "reject", headId, reasons: ["Off topic"] }, 50);
  const { decision } = await act(ann, three.id, { kind: "accept", headId: three.headId }, 5);
  await act(ann, three.id, { kind: "undo", decisionId: decision.id });

  const [work] = await readWork({ days: 7, personId: ann.id });
  expect(work).toMatchObject({ name: "Ann", decisions: 2, activeSeconds: 120, medianSeconds: 40, perHour: 60 });
  expect(work).toMatchObject({
    accepted: { share: 0.5, n: 2 },
    edited: { share: 0.5, n: 2 },
    undone: { share: 0.25, n: 4 },
  });
  const days = await readDaysOfWork(ann.id, 7);
  expect(days).toHaveLength(7);
  expect(days.at(-1)).toMatchObject({ day: new Date().toISOString().slice(0, 10), decisions: 2, activeSeconds: 80 });

  const page = await listPastActs({ personId: ann.id, limit: 3 });
  expect(page.items.map(({ kind, undone }) => [kind, undone])).toEqual([
    ["accept", true],
    ["reject", false],
    ["edit", false],
  ]);
  const rest = await listPastActs({ personId: ann.id, limit: 3, cursor: page.nextCursor ?? "" });
  expect(rest.items.map(({ dialogueId }) => dialogueId)).toEqual([one.id]);
});

it("shows nothing as zero shares for who did nothing, and the whole team side by side", async () => {
  const idle = await someone("Zoe");
  const team = await readWork({ days: 30 });
  const zoe = team.find(({ personId }) => personId === idle.id);
  expect(zoe).toMatchObject({ decisions: 0, medianSeconds: null, perHour: null, accepted: { share: null, n: 0 } });
  expect(team.map(({ name }) => name)).toContain("Ann");
});

it("brings a comment to the people it names, until it is read or taken back", async () => {
  const [ann, bob] = [await someone("Ann B"), await someone("Bob")];
  const dialogue = await anEnded();
  const comment = { kind: "comment", turnId: null, text: "@Bob look", mentions: [bob.id] } as const;
  const { decision } = await act(ann, dialogue.id, { ...comment, mentions: [...comment.mentions] });
  const { decision: second } = await act(ann, dialogue.id, { ...comment, mentions: [bob.id], text: "@Bob again" });
  expect((await listMentions(ann.id, { limit: 9 })).items).toEqual([]);
  const [newest, oldest] = (await listMentions(bob.id, { limit: 9 })).items;
  const first = await listMentions(bob.id, { limit: 1 });
  const next = await listMentions(bob.id, { limit: 1, cursor: first.nextCursor ?? "" });
  expect([first.items, next.items, next.nextCursor]).toEqual([[newest], [oldest], null]);
  expect([newest?.text, oldest?.text]).toEqual(["@Bob again", "@Bob look"]);
  expect(newest).toMatchObject({ dialogueId: dialogue.id, personName: "Ann B", unread: true });
  await markMentionsRead(bob.id, newest?.createdAt ?? "");
  await markMentionsRead(bob.id, "2020-01-01T00:00:00.000Z");
  expect((await listMentions(bob.id, { limit: 9 })).items.map(({ unread }) => unread)).toEqual([false, false]);
  await act(ann, dialogue.id, { kind: "undo", decisionId: second.id });
  expect((await listMentions(bob.id, { limit: 9 })).items.map(({ id }) => id)).toEqual([decision.id]);
});

it("tells who else has a dialogue before them, and forgets them after twelve seconds", async () => {
  const [ann, bob] = [await someone("Ann C"), await someone("Bob C")];
  const { id: dialogueId } = await anEnded();
  expect(await beatPresence({ dialogueId, personId: ann.id, doing: "reading" })).toEqual([]);
  expect(await beatPresence({ dialogueId, personId: bob.id, doing: "writing" })).toMatchObject([{ name: "Ann C" }]);
  expect(await beatPresence({ dialogueId, personId: ann.id, doing: "reading" })).toEqual([
    { personId: bob.id, name: "Bob C", doing: "writing" },
  ]);
  await prisma.presence.updateMany({ where: { personId: bob.id }, data: { seenAt: new Date(Date.now() - 13_000) } });
  expect(await beatPresence({ dialogueId, personId: ann.id, doing: "reading" })).toEqual([]);
});

it("closes an account with its sessions and tokens, opens it again, and keeps the last lead", async () => {
  await prisma.membership.updateMany({ data: { roles: ["annotator"] } });
  const [lead, bob] = [await someone("Lead", ["lead"]), await someone("Bob D", ["lead"])];
  const expiresAt = new Date(Date.now() + 3_600_000);
  await prisma.session.create({ data: { id: newId("request"), token: "t", userId: bob.id, expiresAt } });
  const token = await giveToken(bob.id);
  expect((await deactivateMember(bob.id, false)).deactivatedAt).not.toBeNull();
  expect(await prisma.session.count({ where: { userId: bob.id } })).toBe(0);
  expect(await findByToken(hashSecret(token))).toBeNull();
  await expect(deactivateMember(lead.id, false)).rejects.toMatchObject({ code: "conflict" });
  expect(await reactivateMember(bob.id, false)).toMatchObject({ deactivatedAt: null, roles: ["lead"] });
  expect(await findByToken(hashSecret(token)), "a token of a closed account stays dead").toBeNull();
  await expect(deactivateMember("usr_nobody", false)).rejects.toMatchObject({ code: "not_found" });
});
