import type { Page } from "@playwright/test";
import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";

/** Names that stand nowhere else: whatever gives one away before the vote gives the model away. */
const canaries = ["Zorblax-9000", "quuxinator"];

const answers = (name: string, text: string) =>
  [1, 2]
    .map((position) =>
      JSON.stringify({
        question_id: position,
        answer_id: `${name}${position}`,
        model_id: name,
        tstamp: 1,
        choices: [
          { index: 0, turns: [`${text} number ${position}. I am ${name}, ask ${canaries[0]?.toLowerCase()} too.`] },
        ],
      }),
    )
    .join("\n");

/** All texts that the browser receives from now on. */
function overhear(page: Page) {
  const heard: Promise<string>[] = [];
  page.on("response", (response) => {
    heard.push(
      response
        .text()
        .then((body) => `${response.url()}\n${JSON.stringify(response.headers())}\n${body}`)
        .catch(() => response.url()),
    );
  });
  return async () => (await Promise.all(heard)).join("\n");
}

const left = (page: Page) => page.getByRole("region", { name: "A, round 1" });

test("a vote from the queue to the chart: set up, files, launch, blind votes by keyboard, results", async ({
  page,
  context,
  expectedNoise,
}) => {
  expectedNoise.push(/ERR_INTERNET_DISCONNECTED/);
  const called = `Two files ${Math.random().toString(36).slice(2, 8)}`;
  await page.goto("/evaluations");
  await page.getByRole("link", { name: "New evaluation" }).first().press("Enter");
  await page.getByRole("textbox", { name: "Name" }).fill(called);
  const candidates = page.getByRole("region", { name: "Candidates" });
  for (const [i, name] of canaries.entries()) {
    await candidates.getByLabel("Comes from").nth(i).selectOption("file");
    await candidates.getByLabel("Called").nth(i).fill(name);
  }
  await page.getByText("Prompts", { exact: true }).click();
  await page.getByRole("textbox", { name: "Prompts" }).fill("Why is the sky blue?\nWhy is grass green?");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Make the draft" }).press("Enter");
  await page.waitForURL(/\/evaluations\/evl_/);
  const path = new URL(page.url()).pathname;

  for (const [i, name] of canaries.entries()) {
    const file = {
      name: `${name}.jsonl`,
      mimeType: "application/jsonl",
      buffer: Buffer.from(answers(name, i ? "Plain" : "Good")),
    };
    await page.getByLabel(`File for ${name}`).setInputFiles(file);
    await expect(page.getByText("2 taken.").nth(i)).toBeVisible();
  }
  await page.getByRole("button", { name: "Launch" }).press("Enter");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await expectAccessible(page);

  // Blind: nothing that this browser receives on the way to the last vote names a candidate.
  const booth = await context.newPage();
  const heard = overhear(booth);
  await booth.goto("/compare");
  await booth.getByRole("link", { name: `Compare ${called}` }).press("Enter");
  await expect(left(booth)).toContainText("[name hidden]");
  await expectAccessible(booth);
  await booth.keyboard.press("4");
  await booth.keyboard.press("w");
  await booth.keyboard.type("Because a & b are letters.");
  await booth.keyboard.press("Escape");

  // Who scrolls votes for nothing.
  await booth.keyboard.press("ArrowDown");
  await booth.keyboard.press("ArrowUp");
  await expect(booth.getByText("Which answer is better?")).toBeVisible();

  // Taken back within its grace, it was never given.
  await booth.keyboard.press("t");
  await expect(booth.getByText("Tie. Z takes it back")).toBeVisible();
  await booth.keyboard.press("z");
  await expect(booth.getByText("0 voted")).toBeVisible();

  // A skip needs no network: the next one is here, the skip goes when it can, and is undone like a vote.
  const reason = booth.getByRole("textbox", { name: "Reason", exact: true });
  // The lead's window would send it as well as this one, once the network is back.
  await page.goto("about:blank");
  await context.setOffline(true);
  await booth.keyboard.press("s");
  await expect(booth.getByRole("textbox", { name: "Reason to skip" })).toBeFocused();
  await booth.keyboard.type("Later.");
  await booth.keyboard.press("Enter");
  await expect(booth.getByText("Offline, 1 waiting")).toBeVisible();
  await expect(reason).toHaveValue("");
  await context.setOffline(false);
  await expect(booth.getByText(/^Saved/)).toBeVisible();
  await booth.keyboard.press("z");
  await expect(reason).toHaveValue("Because a & b are letters.");

  for (let vote = 1; vote <= 2; vote++) {
    const good = (await left(booth).innerText()).includes("Good");
    await booth.keyboard.press(good ? "ArrowLeft" : "ArrowRight");
    await expect(booth.getByText(`${vote} voted`)).toBeVisible();
  }
  await expect(booth.getByRole("heading", { name: "All done" })).toBeVisible();

  // The last one once more: undone by Z, and voted again.
  await booth.keyboard.press("z");
  await expect(left(booth)).toBeVisible();
  await expect(booth.getByText("1 voted")).toBeVisible();
  await booth.keyboard.press((await left(booth).innerText()).includes("Good") ? "ArrowLeft" : "ArrowRight");
  await expect(booth.getByText("2 voted")).toBeVisible();
  const everything = (await heard()).toLowerCase();
  for (const canary of canaries) expect(everything).not.toContain(canary.toLowerCase());
  expect(everything).not.toContain("con_1");
  await booth.close();

  await page.goto(`${path}/results`);
  await expect(page.getByText("2 votes, 2 items, 1 rater.")).toBeVisible();
  await expect(page.getByRole("img", { name: /^Won, tied, lost: Zorblax-9000 won 2, tied 0/ })).toBeVisible();
  await expect(page.getByRole("img", { name: /^Ratings: Zorblax-9000/ })).toBeVisible();
  await expectAccessible(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "PNG of Ratings" }).press("Enter");
  expect((await download).suggestedFilename()).toBe("ratings.png");

  // Whose votes count is a lead's word, with a reason, taken back by one key.
  const { name: me } = await page.evaluate(async () => (await (await fetch("/api/v1/session")).json()).viewer);
  await page.getByRole("button", { name: `Leave out ${me}` }).press("Enter");
  await page.getByLabel("Why", { exact: true }).fill("only a try");
  await page.getByRole("button", { name: "Leave out", exact: true }).press("Enter");
  await expect(page.getByText(`2 by ${me}, left out by a lead (only a try)`)).toBeVisible();
  await page.getByRole("button", { name: `Count again ${me}` }).press("Enter");
  await expect(page.getByText("2 votes, 2 items, 1 rater.")).toBeVisible();

  await page.getByRole("link", { name: "All comparisons" }).press("Enter");
  await page.getByRole("link", { name: "Why is the sky blue?" }).press("Enter");
  const votes = page.getByRole("table", { name: "Votes" });
  await expect(votes.getByRole("cell", { name: canaries[0] })).toBeVisible();
  await expectAccessible(page);

  // One more candidate while people vote: it is compared with the others once its file is there.
  await page.goto(path);
  await expect(page.getByText(`${me} left out ${me}: only a try`)).toBeVisible();
  await page.getByRole("button", { name: "Add a candidate" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Add a candidate" });
  await dialog.getByLabel("Comes from").selectOption("file");
  await dialog.getByLabel("Called").fill("Late one");
  await dialog.getByRole("button", { name: "Add it" }).click();
  const late = { name: "late.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(answers("late", "Late")) };
  await page.getByLabel("File for Late one").setInputFiles(late);
  await expect(page.getByText("of 6 ready to be judged")).toBeVisible();
  await page.goto(`/compare/${path.split("/").pop()}`);
  await expect(left(page)).toBeVisible();
  await page.keyboard.press((await left(page).innerText()).includes("Late") ? "ArrowRight" : "ArrowLeft");
  await expect(page.getByText("3 voted")).toBeVisible();

  await page.goto(`${path}/results`);
  await expect(page.getByText("3 votes, 2 items, 1 rater.")).toBeVisible();
});
