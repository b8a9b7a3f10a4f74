import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";

test("duplicates are set side by side, all but one rejected by a key and taken back by another", async ({
  page,
  studio,
}) => {
  const question = `Which teapot pours best for ${Math.random().toString(36).slice(2, 10)} guests`;
  const seeds = [question, `${question}?`, question.toUpperCase()].map((text) => ({ question: text }));
  const set = await studio.call("createSeedSet", { body: { name: "Teapots", kind: "question", seeds } });
  const run = await studio.startRun({ dialogues: 3, seedSetId: set.id, stopRules: { maxRounds: 1 } });
  for (const { id } of await studio.untilBegun(run.id, 3))
    await studio.untilDialogue(id, ({ dialogue }) => dialogue.status === "ended");
  const groups = () => studio.call("listDuplicates", { query: { subject: "opening", limit: 200 } });
  const ours = async () =>
    (await groups()).items.find(({ opening }) => opening.toLowerCase().startsWith(question.toLowerCase()));
  await expect.poll(async () => (await ours())?.open, { timeout: 20_000 }).toBe(3);

  await page.goto("/dialogues/duplicates?subject=opening");
  const listed = page.getByRole("list", { name: "Groups" }).getByRole("button", { name: question });
  await listed.click();
  await expect(page.getByText("Compared with 1 of 2")).toBeVisible();
  await expect(page.getByRole("list", { name: "Turns of both" }).getByRole("listitem")).toHaveCount(1);
  await expectAccessible(page);
  await page.keyboard.press("l");
  await expect(page.getByText("Compared with 2 of 2")).toBeVisible();
  await page.keyboard.press("x");
  await expect(page.getByText("2 dialogues rejected, one kept")).toBeVisible();
  await expect(listed).toHaveCount(0);
  const rejected = await studio.call("listDialogues", { query: { run: run.id, verdict: "rejected" } });
  expect(rejected.items).toHaveLength(2);

  await page.keyboard.press("z");
  await expect(page.getByText("2 dialogues taken back")).toBeVisible();
  await expect(listed).toBeVisible();
  expect((await ours())?.open).toBe(3);
});
