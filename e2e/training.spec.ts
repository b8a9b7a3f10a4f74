import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";

/** 40 talks of people, each about something of its own. */
const talks = Array.from({ length: 40 }, (_, i) => ({
  conversation_id: `t${i}`,
  language: "English",
  model: "gpt-4",
  hashed_ip: `person-${i}`,
  conversation: [
    { role: "user", content: `How do I keep orchid number ${i} alive in a kitchen?` },
    { role: "assistant", content: `Water orchid ${i} once a week and keep it from the stove.` },
    { role: "user", content: `And what if the leaves of orchid ${i} turn yellow?` },
    { role: "assistant", content: `Then orchid ${i} had too much water.` },
  ],
}));

test("a lead trains a simulator on a snapshot, sees it learn, and goes on with it by the buttons", async ({
  page,
  studio,
}) => {
  test.setTimeout(120_000);
  const query = { name: "Orchid talks", format: "conversation" } as const;
  const { id: importId } = await studio.call("createImport", { query, body: new Blob([JSON.stringify(talks)]) });
  await expect
    .poll(async () => (await studio.call("getImport", { params: { importId } })).finishedAt, { timeout: 30_000 })
    .not.toBeNull();
  const { id: dataSetId } = await studio.call("createDataSet", {
    body: { name: "Orchid talks", members: { filter: { import: importId } } },
  });
  const snapshot = await studio.call("createSnapshot", { params: { dataSetId }, body: {} });

  await page.goto(`/data-sets/snapshots/${snapshot.id}`);
  await page.getByRole("link", { name: "Train", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Train a model", level: 1 })).toBeVisible();
  await page.getByLabel("Name").fill("Orchid people");
  const told = page.getByRole("region", { name: "What it would be" });
  await expect(told).toContainText("36");
  await expect(told).toContainText("repeats the learned turn");
  await expectAccessible(page);
  await page.getByText("Preferences", { exact: true }).click();
  await expect(told).toContainText("It would not begin.");
  await page.getByText("The user", { exact: true }).click();
  await expect(told).not.toContainText("It would not begin.");
  await page.getByRole("button", { name: "Start the training" }).click();

  await expect(page.getByRole("heading", { name: "Orchid people", level: 1 })).toBeVisible();
  await expect(page.getByRole("region", { name: "How it stands" })).toContainText("Done", { timeout: 30_000 });
  await expect(page.getByRole("group", { name: /^Mean reciprocal rank/ })).toBeVisible();
  const trained = page.url();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByRole("region", { name: "Publish", exact: true })).toContainText("has no files");
  const samples = page.getByRole("region", { name: "What it says" });
  await expect(samples).toContainText("Before training");
  await expect(samples).toContainText("orchid");
  await expectAccessible(page);

  await page.getByRole("link", { name: "Where it comes from" }).click();
  const graph = page.getByRole("group", { name: /^Lineage of/ });
  await expect(graph.getByRole("link", { name: /^Snapshot: Orchid talks/ })).toBeVisible();
  await expect(graph.getByRole("link", { name: /^File: Orchid talks/ })).toBeVisible();
  await expectAccessible(page);
  await graph.getByRole("link", { name: /^Training: Orchid people/ }).click();

  await page.getByRole("button", { name: "Judge it against its base" }).click();
  const judging = page.getByRole("region", { name: "Judge it", exact: true });
  await judging.getByLabel("Dialogues of each").fill("2");
  await judging.getByRole("button", { name: "Simulate with both" }).click();
  await expect(judging.getByText(/^Judging Orchid people/)).toHaveCount(2);
  await judging.getByRole("link", { name: /^Real or simulated/ }).click({ timeout: 60_000 });
  await expect(page.getByRole("heading", { name: "New evaluation" })).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Are they people?");
  await page.getByRole("button", { name: "Make the draft" }).click();
  await expect(page.getByRole("heading", { name: "Are they people?" })).toBeVisible();
  await expect(page.getByText("Orchid talks, No. 1").first()).toBeVisible();
  await page.goto(trained);

  await page.getByRole("link", { name: "Simulate with it" }).click();
  await page.getByLabel("Name").fill("With orchid people");
  await page.getByLabel("Dialogues", { exact: true }).fill("2");
  await page.getByRole("button", { name: "Launch" }).click();
  await expect(page.getByRole("heading", { name: "With orchid people" })).toBeVisible();
  const { items: runs } = await studio.call("listRuns", {});
  const run = runs.find(({ spec }) => spec.name === "With orchid people");
  const [dialogue] = await studio.untilBegun(run?.id ?? "", 1);
  await expect
    .poll(async () => (await studio.call("getDialogue", { params: { dialogueId: dialogue?.id ?? "" } })).turns[0]?.text)
    .toMatch(/orchid/);

  const { items: members } = await studio.call("listSnapshotDialogues", { params: { snapshotId: snapshot.id } });
  await page.goto(`/training/lineage?dialogue=${members[0]?.dialogueId}`);
  await expect(page.getByRole("region", { name: "Snapshots that hold it" })).toContainText("Orchid talks, No. 1");
  await expectAccessible(page);
});
