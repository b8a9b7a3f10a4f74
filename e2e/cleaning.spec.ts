import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";

const talks = [
  ["I am jo@firm.org, call +49 171 2345678 any time after lunch", "Thank you. I noted jo@firm.org."],
  ["And al@firm.org, too?", "Yes."],
  ['<div class="markdown prose"><p>What is <strong>rye</strong> &amp; what is wheat?</p></div>', "Two grains."],
];

test("a lead sees what is personal in an import, leaves some of it, has the rest taken out and brings it back", async ({
  page,
}) => {
  const lines = talks.map((texts) =>
    JSON.stringify({ conversations: texts.map((value, i) => ({ from: i % 2 ? "gpt" : "human", value })) }),
  );
  await page.goto("/imports/new");
  await page
    .getByLabel("File")
    .setInputFiles({ name: "talks.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(lines.join("\n")) });
  await expect(page.getByLabel("Format")).toHaveValue("sharegpt");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("link", { name: "Clean them" }).click();
  await expect(page.getByLabel("Dialogues")).toContainText("Imported as talks");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Look through them" }).click();

  await expect(page.getByRole("tab", { name: "E-mail addresses (3)" })).toBeVisible();
  await expect(page.getByRole("tab", { name: "Telephone numbers (1)" })).toBeVisible();
  await expectAccessible(page);
  const other = page.getByRole("listitem").filter({ hasText: "al@firm.org" });
  await other.getByRole("button", { name: "Leave it" }).click();
  await expect(page.getByText("3 in 2 dialogues; 1 left as they are, 0 taken out")).toBeVisible();
  await page.getByRole("button", { name: "Take out what is open" }).click();
  await page.getByRole("button", { name: "Take it out of 1" }).click();
  await expect(page.getByText("3 in 2 dialogues; 1 left as they are, 2 taken out")).toBeVisible();
  await expect(page.getByText("Taken out", { exact: true })).toHaveCount(2);
  await page.getByRole("tab", { name: "Residue of HTML (1)" }).click();
  await expect(page.getByText("What is **rye** & what is wheat?")).toBeVisible();

  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("tab", { name: "E-mail addresses (3)" }).click();
  await expect(page.getByText("3 in 2 dialogues; 1 left as they are, 0 taken out")).toBeVisible();
});

test("a lead sees where a long dialogue would be split, splits it and brings it back", async ({ page, studio }) => {
  const long = Array.from({ length: 6 }, (_, i) => ({
    from: i % 2 ? "gpt" : "human",
    value: `${i % 2 ? "Knead" : "Why fold"} ${i} ${"the dough ".repeat(60)}`,
  }));
  await page.goto("/imports/new");
  await page.getByLabel("File").setInputFiles({
    name: "long.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify([{ conversations: long }])),
  });
  await expect(page.getByLabel("Format")).toHaveValue("sharegpt");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("link", { name: "Clean them" }).click();
  await page.getByRole("checkbox", { name: "Too long" }).check();
  await page.getByLabel("Tokens at most").fill("300");
  await page.getByRole("button", { name: "Look through them" }).click();

  await page.getByRole("tab", { name: "Too long (1)" }).click();
  await expect(page.getByText(/Split, it becomes 3 dialogues: 2 turns/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Split at 300 tokens" }).click();
  await page.getByRole("button", { name: "Split 1" }).click();
  await expect(page.getByText("1 in 1 dialogues; 0 left as they are, 1 split")).toBeVisible();
  const [imported] = (await studio.call("listImports", {})).items;
  const held = async () => (await studio.call("listDialogues", { query: { import: imported?.id } })).items.length;
  expect(await held()).toBe(3);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(held).toBe(1);
});
