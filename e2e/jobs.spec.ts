import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";

test("an act on many dialogues goes on when its window closes, and stands under Jobs with its log", async ({
  page,
  studio,
  context,
}) => {
  const run = await studio.startRun({ dialogues: 12, stopRules: { maxRounds: 1 } });
  for (const { id } of await studio.untilBegun(run.id, 12))
    await studio.untilDialogue(id, ({ dialogue }) => dialogue.status === "ended");

  await page.goto(`/dialogues?run=${run.id}`);
  await page.getByRole("checkbox", { name: "Choose all on this page" }).click();
  await page.getByRole("button", { name: "Accept", exact: true }).click();
  await page.getByRole("button", { name: "Accept 12" }).click();
  const jobs = await context.newPage();
  await page.close();

  const accepted = async () =>
    (await studio.call("listDialogues", { query: { run: run.id, verdict: "accepted" } })).items.length;
  await expect.poll(accepted, { timeout: 20_000 }).toBe(12);

  await jobs.goto("/jobs");
  const row = jobs.getByRole("row", { name: /Accept many dialogues/ }).first();
  await expect(row).toContainText("12 of 12 dialogues");
  await expect(row).toContainText("Done");
  await expectAccessible(jobs);
  await row.getByRole("button", { name: /^Log/ }).click();
  await expect(jobs.getByRole("list", { name: "Log" })).toContainText("Done.");
  await expectAccessible(jobs);
});

test("the list of jobs changes by itself, and a job that failed is tried again from there", async ({
  page,
  studio,
}) => {
  const model = await studio.call("createModel", {
    body: { name: "Nobody there", baseUrl: "http://127.0.0.1:9/v1", upstreamModel: "none", contextWindow: 4_096 },
  });
  await page.goto("/jobs");
  await studio.call("createProbe", { params: { modelId: model.id } });
  const row = page.getByRole("row", { name: /Test a connection: Nobody there/ });
  await expect(row).toContainText("Failed");
  await row.getByRole("button", { name: /^Retry/ }).click();
  await row.getByRole("button", { name: /^Log/ }).click();
  await expect(page.getByRole("list", { name: "Log" })).toContainText("asked for it again");
});
