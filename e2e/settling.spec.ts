import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";
import type { StudioClient } from "./studio-client";

/** A queue over three dialogues of which a reviewer settles all, each with an answer that would change something. */
async function contestedQueue(studio: StudioClient) {
  const run = await studio.startRun({ dialogues: 3, stopRules: { maxRounds: 2 } });
  for (const { id } of await studio.untilBegun(run.id, 3))
    await studio.untilDialogue(id, ({ dialogue }) => dialogue.status === "ended");
  const queue = await studio.call("createQueue", {
    body: {
      name: `Second looks at ${run.spec.name}`,
      spec: { overlap: null, goldRate: 0.1, secondStage: "all" },
      guideline: {},
      items: { filter: { run: run.id } },
    },
  });
  for (let i = 0; i < 3; i++) {
    const { item } = await studio.call("claimItem", { params: { queueId: queue.id }, body: {} });
    if (!item) throw new Error("Nothing is served");
    const [first, second] = item.turns;
    const answer = {
      verdict: "accepted" as const,
      edits: [{ turnId: first?.id ?? "", text: `${first?.text} Really?` }],
      endMarkId: second?.id ?? null,
      untrained: [second?.id ?? ""],
    };
    const body = { answer, answerId: `settling-${i}-${run.id}`, guidelineVersion: 1, headId: item.dialogue.headId };
    await studio.call("answerItem", { params: { assignmentId: item.assignment.id }, body });
  }
  const { items } = await studio.call("listQueueItems", { params: { queueId: queue.id } });
  return { queue, items };
}

test("settling by keyboard alone goes from item to item, shows what is proposed at its turn, and takes the last back", async ({
  page,
  studio,
  expectedNoise,
}) => {
  expectedNoise.push(/status of 409/);
  const { queue, items } = await contestedQueue(studio);
  const [one, two, three] = items.map(({ dialogueId }) => dialogueId);

  // A dialogue that is judged blind says so where it is opened, and has no verdict beside its queue.
  await page.goto(`/dialogues/${one}`);
  const notice = page.getByRole("status").filter({ hasText: queue.name });
  await expect(notice).toContainText("by each person without the others");
  await expect(page.getByRole("button", { name: "Accept dialogue" })).toBeDisabled();
  await expectAccessible(page);
  await notice.getByRole("link", { name: "Settle it" }).click();
  await expect(page.getByText("item 1, 3 to be settled")).toBeVisible();

  await page.goto("/");
  await page.getByRole("link", { name: `3 to settle in ${queue.name}` }).click();
  await expect(page.getByText("item 1, 3 to be settled")).toBeVisible();
  const proposed = page.getByRole("list", { name: "Proposed here" });
  await expect(proposed).toHaveCount(2);
  await expect(proposed.first().getByRole("insertion")).toContainText("Really?");
  await expect(proposed.last()).toContainText("a real user stops here");
  await expect(proposed.last()).toContainText("leave it out of training");
  await expectAccessible(page);

  const verdictOf = async (id = "") => (await studio.readDialogue(id)).dialogue;
  await page.keyboard.press("1");
  await expect(page.getByText("item 2, 2 to be settled")).toBeVisible();
  // What was settled holds the proposals, end mark and mask at the turns that were rewritten.
  const settled = await studio.readDialogue(one ?? "");
  expect(settled.dialogue.verdict).toBe("accepted");
  expect(settled.turns.find(({ id }) => id === settled.dialogue.endMarkId)?.keptFromId).toBeTruthy();
  expect(settled.dialogue.untrained).toEqual([settled.dialogue.endMarkId]);

  await page.keyboard.press("s");
  await expect(page.getByText("item 3, 2 to be settled")).toBeVisible();
  await page.keyboard.press("x");
  await expect(page.getByRole("heading", { name: "Only what you left for later is left" })).toBeVisible();
  expect((await verdictOf(three)).verdict).toBe("rejected");
  await page.keyboard.press("Enter");
  await expect(page.getByText("item 2, 1 to be settled")).toBeVisible();
  await page.keyboard.press("z");
  await expect(page.getByText("item 3, 2 to be settled")).toBeVisible();
  expect((await verdictOf(three)).verdict).toBeNull();

  await page.keyboard.press("b");
  await page.keyboard.type("The end, please");
  await page.keyboard.press("Enter");
  await expect(page.getByText("has it back").first()).toBeVisible();
  await expect(page.getByText("item 2, 1 to be settled")).toBeVisible();
  await page.keyboard.press("a");
  await expect(page.getByRole("heading", { name: "Nothing is to be settled" })).toBeVisible();
  expect((await verdictOf(two)).verdict).toBe("accepted");
  await expectAccessible(page);
});
