import type { Locator } from "@playwright/test";
import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";

const long =
  "Could you explain, as to somebody who has never baked, why a starter rises on one day and sleeps on another? ";

/** Two talks as WildChat has them, one with a system and a tool between, and a line that is none. */
const lines = [
  {
    conversation_id: "w1",
    language: "English",
    model: "gpt-4",
    hashed_ip: "9f2c",
    conversation: [
      { role: "system", content: "Answer briefly." },
      { role: "user", content: long.repeat(3) },
      { role: "assistant", content: "Mostly temperature." },
      { role: "user", content: "And flour?" },
      { role: "assistant", content: "<think>Whole grain has more food.</think>Whole grain wakes it." },
    ],
  },
  { conversation_id: "w2", conversation: "none" },
  {
    conversation_id: "w3",
    language: "Chinese",
    model: "gpt-4",
    conversation: [
      { role: "user", content: "为什么天是蓝的？" },
      { role: "assistant", content: "散射。" },
    ],
  },
];

test("a lead imports a file: recognised, seen before anything is stored, its bad line told, its dialogues found", async ({
  page,
  studio,
}) => {
  const before = (await studio.call("listImports", {})).items.length;
  await page.goto("/imports");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Import dialogues" }).first().click();
  const text = lines.map((line) => JSON.stringify(line)).join("\n");
  await page
    .getByLabel("File")
    .setInputFiles({ name: "wild.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(text) });
  await expect(page.getByLabel("Name")).toHaveValue("wild");
  await expect(page.getByLabel("Format")).toHaveValue("conversation");
  const first = page.getByRole("list", { name: "The first dialogues" }).getByRole("listitem");
  await expect(first).toHaveCount(2);
  await expect(first.first()).toContainText("Answer briefly.");
  await expect(first.first()).toContainText("with its reasoning, kept apart");
  await expect(page.getByRole("region", { name: "Lines that cannot be taken" })).toContainText("Line 2");
  await page.getByLabel("Who said what the user says").selectOption("Real people");
  await page.getByLabel("Licence").fill("ODC-BY");
  await expectAccessible(page);
  expect((await studio.call("listImports", {})).items).toHaveLength(before);

  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("heading", { name: "wild" })).toBeVisible();
  await expect(page.getByText("Done", { exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Lines that were refused" })).toContainText("Line 2");
  await expectAccessible(page);
  await page.getByRole("link", { name: "See its dialogues" }).click();
  await expect(page.getByText("2 dialogues, all of them")).toBeVisible();
  await page.getByText("为什么天是蓝的？").first().click();
  await expect(page.getByText("散射。")).toBeVisible();
});

test("a ChatGPT archive waits in a review queue five clicks after Home", async ({ page, studio }) => {
  let clicks = 0;
  const click = async (what: Locator) => {
    await what.click();
    clicks += 1;
  };
  await page.goto("/");
  await click(page.getByRole("link", { name: "Import dialogues" }));
  const choosing = page.waitForEvent("filechooser");
  await click(page.getByLabel("File"));
  await (await choosing).setFiles("lib/formats/golden/chatgpt.json");
  await expect(page.getByLabel("Format")).toHaveValue("chatgpt");
  await click(page.getByRole("button", { name: "Import", exact: true }));
  await click(page.getByRole("link", { name: "Review them" }));
  await expect(page.getByLabel("Name")).toHaveValue("chatgpt");
  await click(page.getByRole("button", { name: "Make the queue" }));
  await expect(page).toHaveURL(/\/review\/que_/);
  expect(clicks).toBe(5);
  const [queue] = (await studio.call("listQueues", {})).items.filter(({ name }) => name === "chatgpt");
  const [imported] = (await studio.call("listImports", {})).items;
  expect(queue?.progress.items).toBe(imported?.taken);
});
