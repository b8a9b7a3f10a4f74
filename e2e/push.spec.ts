import { bucketKey, startFakeBucket } from "@/lib/testing/fake-bucket";
import { startFakeHub } from "@/lib/testing/fake-hub";
import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";
import type { StudioClient } from "./studio-client";

/** An export of one frozen dialogue. */
async function exported(studio: StudioClient): Promise<string> {
  const run = await studio.startRun({ dialogues: 1, stopRules: { maxRounds: 1 } });
  const dialogueIds = (await studio.untilBegun(run.id, 1)).map(({ id }) => id);
  for (const id of dialogueIds) await studio.untilDialogue(id, ({ dialogue }) => dialogue.status === "ended");
  const members = { list: { dialogueIds } };
  const dataSet = await studio.call("createDataSet", { body: { name: "Bread, pushed", members } });
  const snapshot = await studio.call("createSnapshot", { params: { dataSetId: dataSet.id }, body: {} });
  const parts = [{ snapshotId: snapshot.id }];
  const { id: exportId } = await studio.call("createTrainingExport", {
    body: { parts, trainer: "openai", target: "assistant" },
  });
  await expect
    .poll(async () => (await studio.call("getTrainingExport", { params: { exportId } })).finishedAt, {
      timeout: 30_000,
    })
    .not.toBeNull();
  return exportId;
}

test("an export is pushed to a hub and to a bucket that a lead added, and what goes wrong says what to do", async ({
  page,
  studio,
}) => {
  const hub = await startFakeHub();
  const bucket = await startFakeBucket();
  const exportId = await exported(studio);

  await page.goto("/exports/destinations/new");
  await page.getByRole("textbox", { name: "Name" }).fill("Our hub");
  await page.getByRole("textbox", { name: "Address of the hub" }).fill(hub.url);
  await page.getByRole("textbox", { name: "Repository" }).fill("team/bread");
  await page.getByLabel("Token").fill("hf_wrong");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add the destination" }).click();

  const row = page.getByRole("listitem").filter({ hasText: "Our hub" });
  await row.getByRole("button", { name: "Test" }).click();
  await expect(row).toContainText("does not know the token");
  await row.getByRole("button", { name: "Name and key" }).click();
  await page.getByLabel("Token").fill(hub.token);
  await page.getByRole("button", { name: "Save changes" }).click();
  await row.getByRole("button", { name: "Test" }).click();
  await expect(row).toContainText("the first push makes it, private");
  await expectAccessible(page);

  const address = { kind: "bucket", url: bucket.url, bucket: bucket.bucket, region: bucket.region } as const;
  await studio.call("createDestination", { body: { name: "Our bucket", address, key: bucketKey } });
  await page.goto(`/exports/${exportId}`);
  const panel = page.getByRole("region", { name: "Push", exact: true });
  await panel
    .getByRole("combobox", { name: "Destination" })
    .selectOption({ label: `Our hub (${new URL(hub.url).host}/datasets/team/bread)` });
  await expect(panel).toContainText("Files of the same name are replaced");
  await panel.getByRole("button", { name: "Push to Our hub" }).click();
  await expect(panel.getByRole("link", { name: /\/datasets\/team\/bread\/tree\// })).toBeVisible();
  expect(hub.commits("team/bread").at(-1)?.files.get("manifest.json")?.content.toString()).toContain(exportId);

  await panel.getByRole("combobox", { name: "Destination" }).selectOption({ label: "Our bucket (s3://team-data)" });
  await expect(panel).toContainText("overwrites nothing of any other");
  await panel.getByRole("button", { name: "Push to Our bucket" }).click();
  await expect(panel.getByText(`${exportId}/`).last()).toBeVisible();
  await expect(panel.getByText("Pushed", { exact: true })).toHaveCount(2);
  expect([...bucket.objects.keys()].at(-1)).toMatch(/manifest\.json\.sig$/);
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole("region", { name: "Downloads" })).toContainText("all files, by a push to Our hub");
  await Promise.all([hub.close(), bucket.close()]);
});
