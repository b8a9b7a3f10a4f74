import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";

/** 60 talks of 12 people, as WildChat has them. */
const talks = Array.from({ length: 60 }, (_, i) => ({
  conversation_id: `w${i}`,
  language: "English",
  model: "gpt-4",
  hashed_ip: `person-${i % 12}`,
  conversation: [
    { role: "user", content: `What does number ${i} stand for, and why does ${i * 7} follow ${i * 3}?` },
    { role: "assistant", content: `It stands for ${i * i}, since ${i + 1} comes ${i * 11} times.` },
  ],
}));

test("a lead splits a snapshot by cluster, sees that nothing leaks, and keeps the split", async ({
  page,
  studio,
  expectedNoise,
}) => {
  // Shares that do not make a hundred are refused.
  expectedNoise.push(/422/);
  const query = { name: "Wild talks", format: "conversation" } as const;
  const { id: importId } = await studio.call("createImport", { query, body: new Blob([JSON.stringify(talks)]) });
  await expect
    .poll(async () => (await studio.call("getImport", { params: { importId } })).finishedAt, { timeout: 30_000 })
    .not.toBeNull();
  const { id: dataSetId } = await studio.call("createDataSet", {
    body: { name: "Wild talks", members: { filter: { import: importId } } },
  });
  const { id: snapshotId } = await studio.call("createSnapshot", { params: { dataSetId }, body: {} });

  await page.goto(`/data-sets/snapshots/${snapshotId}`);
  const panel = page.getByRole("region", { name: "Splits", exact: true });
  await expect(panel).toContainText("None yet");
  await panel.getByRole("button", { name: "New split" }).click();
  const form = panel.getByRole("form", { name: "New split" });
  await form.getByLabel("Train").fill("70");
  await form.getByRole("button", { name: "Try it" }).click();
  await expect(form.getByText("The shares must make 100 in all")).toBeVisible();
  await form.getByLabel("Validation").fill("20");
  await form.getByLabel("Test").fill("10");
  await form.getByRole("button", { name: "Try it" }).click();
  await expect(form.getByRole("table")).toContainText("Validation");
  await expectAccessible(page);

  await form.getByLabel("Name").fill("Main");
  await form.getByRole("button", { name: "Make the split" }).click();
  const split = panel.getByRole("region", { name: "Split Main" });
  await expect(split).toContainText("0 leaks");
  await split.getByText("How that was checked").click();
  await expect(split).toContainText("0 of 12 users in two parts");
  await split.getByRole("button", { name: "Check again" }).click();
  await expect(split.getByRole("status")).toContainText("0 leaks");
  await expectAccessible(page);
});
