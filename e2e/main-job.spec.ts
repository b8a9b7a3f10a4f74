import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { openingCue } from "@/lib/domain/opening-cue";
import { expectAccessible } from "./expect-accessible";
import { admin, expect, test } from "./fixtures";
import { textsOf } from "./studio-client";

test.use({ storageState: { cookies: [], origins: [] } });

test("a lead signs in, runs six dialogues, watches, accepts one and downloads it", async ({ page, studio }) => {
  test.slow();
  const { email, password } = admin();
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("button", { name: "Account of Admin" })).toBeVisible();
  await expectAccessible(page);

  const { items: models } = await studio.call("listModels", {});
  const nameOf = (side: "user" | "assistant") => models.find(({ trainedOn }) => trainedOn === side)?.name ?? "";
  await page.getByRole("link", { name: "Runs", exact: true }).first().click();
  await page.getByRole("link", { name: "New run" }).first().click();
  await page.getByLabel("Name").fill("The main job");
  await page.getByLabel("Dialogues").fill("6");
  await page.getByLabel("At a time").fill("6");
  await page.getByRole("region", { name: "User simulator" }).getByLabel("Model").selectOption(nameOf("user"));
  await page.getByRole("region", { name: "Assistant" }).getByLabel("Model").selectOption(nameOf("assistant"));
  await page.getByLabel("Most rounds").fill("12");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Launch" }).click();

  await expect(page.getByRole("heading", { name: "The main job" })).toBeVisible();
  await page.getByRole("link", { name: "Live wall" }).click();
  const tiles = page.getByRole("article");
  await expect(tiles).toHaveCount(6);
  await expectGrowing(page);
  await expectAccessible(page);

  await tiles.filter({ hasText: "#1" }).getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Dialogue 1" })).toBeVisible();
  const id = page.url().split("/").at(-1) ?? "";
  const { dialogue } = await studio.untilDialogue(id, (live) => live.dialogue.status === "ended");
  expect(dialogue.endReason).not.toBeNull();
  const standing = page.getByRole("region", { name: "How it stands" });
  await expect(
    standing.getByRole("heading", { name: /^Ended: (round cap|context full|repetition|nothing more to ask)$/ }),
  ).toBeVisible();
  await expectAccessible(page);

  const verdict = page.getByRole("main").getByText("Accepted", { exact: true });
  const verdictNow = async () => (await studio.readDialogue(id)).dialogue.verdict;
  await page.keyboard.press("a");
  await expect(verdict.first()).toBeVisible();
  expect(await verdictNow()).toBe("accepted");
  await page.keyboard.press("z");
  await expect(verdict).toHaveCount(0);
  expect(await verdictNow()).toBeNull();
  await page.keyboard.press("a");
  await expect(verdict.first()).toBeVisible();

  await page.getByRole("link", { name: "Dialogues", exact: true }).first().click();
  const filters = page.getByRole("dialog", { name: "Filter the dialogues" });
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await filters.getByLabel("Run", { exact: true }).selectOption("The main job");
  await expect(page.getByText("6 dialogues, all of them")).toBeVisible();
  await filters.getByRole("button", { name: "Accepted", exact: true }).click();
  await expect(page.getByText("1 dialogue, all of them")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("table", { name: "Dialogues" }).getByRole("link")).toHaveAttribute(
    "href",
    `/dialogues/${id}`,
  );
  await expectAccessible(page);

  const texts = textsOf(await studio.readDialogue(id));
  const answered = texts.slice(0, texts.length - (texts.length % 2));
  await page.getByRole("button", { name: "Download" }).click();
  await expectAccessible(page);
  expect(JSON.parse(await download(page, "ShareGPT"))).toEqual([
    { id, conversations: answered.map((value, i) => ({ from: i % 2 ? "gpt" : "human", value })) },
  ]);
  await page.getByText("The user", { exact: true }).click();
  const flipped = answered.slice(0, -1).map((content, i) => {
    return i % 2 ? { role: "user", content } : { role: "assistant", content, weight: 1 };
  });
  const lines = (await download(page, "OpenAI chat")).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { messages: [{ role: "user", content: openingCue }, ...flipped] },
  ]);
});

/** Some tile shows more of the same turn than a moment ago: it streams, rather than comes in whole turns. */
async function expectGrowing(page: Page) {
  const lastLines = () =>
    page
      .getByRole("article")
      .evaluateAll((tiles) => tiles.map((tile) => [...tile.querySelectorAll("p")].at(-1)?.textContent ?? ""));
  let before = await lastLines();
  await expect
    .poll(
      async () => {
        const now = await lastLines();
        const grew = now.some((line, i) => {
          // A tile shows the end of a long turn only: what was its end stands further up now.
          const end = before[i]?.slice(-24) ?? "";
          return end.length === 24 && line.includes(end) && !line.endsWith(end);
        });
        before = now;
        return grew;
      },
      { message: "a tile that grows", intervals: [50] },
    )
    .toBe(true);
}

async function download(page: Page, format: string): Promise<string> {
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: format }).click();
  return readFile(await (await coming).path(), "utf8");
}
