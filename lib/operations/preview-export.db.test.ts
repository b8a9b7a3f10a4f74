import { expect, test } from "vitest";
import { must } from "@/lib/base/assert";
import { prisma } from "@/lib/data/prisma";
import { makeDialogue } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { previewExport } from "./exports";

withDatabase();

test("what a file will hold is counted as it is written, side by side with what is left out", async () => {
  const { dialogue, turns } = await makeDialogue({ status: "ended", texts: ["Why?", "Because.", "And?", "So."] });
  const broken = await makeDialogue({ status: "ended", texts: ["Only a question?"] });
  const bad = await makeDialogue({ status: "ended", texts: ["Why?", "Because."] });
  const blank = await makeDialogue({ status: "ended", texts: ["Why?", "\u00A0 \n"] });
  const late = await makeDialogue({ status: "ended", texts: ["?".repeat(50), `${" ".repeat(50)}Because.`] });
  const ids = [dialogue.id, broken.dialogue.id, bad.dialogue.id, blank.dialogue.id, late.dialogue.id];
  await prisma.dialogue.updateMany({ where: { id: { in: ids } }, data: { tags: ["counted"] } });
  const [, answer] = bad.turns;
  await prisma.turn.update({ where: { id: must(answer, "the answer").id }, data: { flags: ["rejected_by_person"] } });
  await prisma.dialogue.update({ where: { id: dialogue.id }, data: { untrained: [must(turns[1], "an answer").id] } });
  const filter = { verdict: "any", tag: "counted" } as const;
  expect(await previewExport(filter)).toEqual({
    matched: 5,
    held: 2,
    rejected: 1,
    assistant: { trained: 2, masked: 1, empty: 0 },
    user: { trained: 3, masked: 0, empty: 0 },
  });
  await prisma.dialogue.update({ where: { id: dialogue.id }, data: { untrained: turns.map(({ id }) => id) } });
  expect(await previewExport(filter)).toMatchObject({ held: 2, assistant: { trained: 1, masked: 2, empty: 1 } });
});
