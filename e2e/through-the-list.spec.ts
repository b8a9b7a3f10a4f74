import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";
import { textsOf } from "./studio-client";

test("a list is gone through from dialogue to dialogue, judged on the way, and shows its place again", async ({
  page,
  studio,
}) => {
  const run = await studio.startRun({ dialogues: 4, stopRules: { maxRounds: 1 } });
  for (const { id } of await studio.untilBegun(run.id, 4))
    await studio.untilDialogue(id, ({ dialogue }) => dialogue.status === "ended");
  const [one, two] = (await studio.call("listDialogues", { query: { run: run.id } })).items;
  const verdictOf = async (id = "") => (await studio.readDialogue(id)).dialogue.verdict;

  await page.goto(`/dialogues?run=${run.id}&status=ended,parked`);
  await expect(page.getByRole("status").filter({ hasText: "4 dialogues, 4 rounds" })).toBeVisible();
  await page.locator("[data-row] a").first().press("Enter");
  await expect(page.getByText("1 of 4 shown")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Shift+A");
  await expect(page.getByText("2 of 4 shown")).toBeVisible();
  expect(await verdictOf(one?.id)).toBe("accepted");
  await page.keyboard.press("Shift+X");
  await expect(page.getByRole("region", { name: "Reject the whole dialogue" })).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("2");
  await page.keyboard.press("Shift+Enter");
  await expect(page.getByText("3 of 4 shown")).toBeVisible();
  expect(await verdictOf(two?.id)).toBe("rejected");
  await page.keyboard.press("Shift+K");
  await expect(page.getByText("2 of 4 shown")).toBeVisible();
  await page.keyboard.press("u");
  await expect(page).toHaveURL(/status=ended/);
  await expect(page.locator(`[data-row="${two?.id}"] a`)).toBeFocused();

  // Chosen rows go into a download, which says what it will hold.
  await page.locator(`[data-row="${one?.id}"] input`).click();
  await page.getByRole("region", { name: "The chosen dialogues" }).getByRole("button", { name: "Download" }).click();
  await expect(page.getByText("A file holds all of them: 1 dialogue.")).toBeVisible();
  await expectAccessible(page);
});

test("a search marks what it found in the dialogue that it leads to", async ({ page, studio }) => {
  const { dialogue } = await studio.pausedDialogue({ rounds: 1 });
  const live = await studio.readDialogue(dialogue.id);
  const word =
    textsOf(live)
      .join(" ")
      .match(/\b[a-z]{5,}\b/)?.[0] ?? "";
  expect(word).not.toBe("");
  await page.goto(`/dialogues?q=${word}`);
  await page.locator(`[data-row="${dialogue.id}"] a`).click();
  await expect(page.getByRole("heading", { name: /^Dialogue \d+$/ })).toBeVisible();
  await expect.poll(() => page.evaluate(() => CSS.highlights.get("search")?.size ?? 0)).toBeGreaterThan(0);
  await expect(page.locator("[aria-current=true][data-turn]")).toContainText(word);
});
