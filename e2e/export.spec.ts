import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";
import type { StudioClient } from "./studio-client";

const long =
  "Could you explain, as to somebody who has never baked, why a starter rises on one day and sleeps on another? ";

/** A file of dialogues is taken in. */
async function imported(
  studio: StudioClient,
  send: () => Promise<{ json: () => Promise<{ id: string }> }>,
): Promise<string> {
  const { id: importId } = await (await send()).json();
  await expect
    .poll(async () => (await studio.call("getImport", { params: { importId } })).finishedAt, { timeout: 30_000 })
    .not.toBeNull();
  return importId;
}

/** Accepted dialogues, frozen. */
async function frozen(studio: StudioClient, importId: string): Promise<string> {
  const { items } = await studio.call("listDialogues", { query: { import: importId } });
  for (const { id: dialogueId, headId } of items)
    await studio.call("actOnDialogue", { params: { dialogueId }, body: { act: { kind: "accept", headId } } });
  const filter = { import: importId, verdict: "accepted" } as const;
  const dataSet = await studio.call("createDataSet", { body: { name: "Bread, answered", members: { filter } } });
  const snapshot = await studio.call("createSnapshot", { params: { dataSetId: dataSet.id }, body: {} });
  return snapshot.id;
}

test("a snapshot becomes files that LLaMA-Factory trains on, signed: one byte changed, and the check fails", async ({
  page,
  studio,
  baseURL,
}, testInfo) => {
  const talks = Array.from({ length: 3 }, (_, i) => ({
    data: [long.repeat(i + 1), "Temperature.", "And flour?", "Food."],
  }));
  const importId = await imported(studio, () =>
    page.request.post("/api/v1/imports?name=Bread&format=ultrachat&again=yes", {
      headers: { "content-type": "application/octet-stream", origin: baseURL ?? "" },
      data: Buffer.from(talks.map((talk) => JSON.stringify(talk)).join("\n")),
    }),
  );
  const snapshotId = await frozen(studio, importId);

  await page.goto(`/exports/new?snapshot=${snapshotId}`);
  await expect(page.getByRole("heading", { name: "Export Bread, answered 1" })).toBeVisible();
  const preview = page.getByRole("region", { name: "What comes of it" });
  await expect(preview).toContainText("mask_history");
  await expect(preview.getByText("6", { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByText("User simulator", { exact: true }).click();
  await expect(preview).toContainText("tags that are changed over");
  await page.getByText("Assistant", { exact: true }).click();
  await page.getByRole("combobox", { name: "Trainer" }).selectOption("openai");
  await expect(preview).toContainText("train.jsonl");
  await page.getByRole("combobox", { name: "Trainer" }).selectOption("llama_factory");
  await page.getByRole("button", { name: "Make the files" }).click();

  await expect(page.getByText("Ready", { exact: true })).toBeVisible();
  await expect(page.getByRole("cell", { name: "dataset_info.json" })).toBeVisible();
  await expectAccessible(page);
  const taking = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download all" }).click();
  const taken = await taking;
  expect(taken.suggestedFilename()).toMatch(/^bread-answered-1-llama_factory-assistant\.tar$/);
  const path = testInfo.outputPath(taken.suggestedFilename());
  await taken.saveAs(path);
  const verify = () => spawnSync(process.execPath, ["scripts/verify.mjs", path], { encoding: "utf8" });
  const passed = verify();
  expect([passed.status, passed.stdout]).toEqual([0, expect.stringContaining("OK: ")]);
  const bytes = readFileSync(path);
  bytes[bytes.indexOf("Temperature")] = 0x74;
  writeFileSync(path, bytes);
  const failed = verify();
  expect([failed.status, failed.stdout]).toEqual([1, expect.stringContaining("train.json: CHANGED")]);

  await page.reload();
  await expect(page.getByRole("region", { name: "Downloads" })).toContainText(taken.suggestedFilename());
  await page.goto("/settings");
  const key = /signed by the key ([0-9a-f]{64})/.exec(passed.stdout)?.[1] ?? "none";
  await expect(page.getByRole("region", { name: "Signature of exports" })).toContainText(key);
  await page.goto("/exports");
  await page.getByRole("link", { name: "Bread, answered 1" }).first().click();
  await expect(page.getByRole("heading", { name: "Bread, answered 1" })).toBeVisible();
});

test("everything of a snapshot leaves, and is the same data set where it is imported", async ({
  page,
  studio,
  studioIn,
  baseURL,
}) => {
  const headers = { "content-type": "application/octet-stream", origin: baseURL ?? "" };
  const talk = JSON.stringify({ data: ["Why does bread rise?", "Yeast.", "And fall?", "Heat."] });
  const here = await imported(studio, () =>
    page.request.post("/api/v1/imports?name=Loaves&format=ultrachat&again=yes", { headers, data: Buffer.from(talk) }),
  );
  const snapshotId = await frozen(studio, here);
  await page.goto(`/exports/new?snapshot=${snapshotId}`);
  await page.getByText("Everything", { exact: true }).click();
  await expect(page.getByRole("region", { name: "What comes of it" })).toContainText("can be imported again");
  await page.getByRole("button", { name: "Make the files" }).click();
  await expect(page.getByText("Ready", { exact: true })).toBeVisible();
  const href = await page.getByRole("link", { name: "train.jsonl" }).getAttribute("href");
  const file = await (await page.request.get(href ?? "")).body();

  const slug = `loaves-${Date.now()}`;
  await studio.call("createProject", { body: { name: "Loaves", slug } });
  const there = studioIn(slug);
  try {
    await page.goto(`/projects/${slug}/imports/new`);
    await page.getByLabel("File").setInputFiles({ name: "loaves.jsonl", mimeType: "application/jsonl", buffer: file });
    await expect(page.getByLabel("Format")).toHaveValue("realchat");
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await expect
      .poll(async () => (await there.call("listImports", {})).items[0]?.finishedAt ?? null, { timeout: 30_000 })
      .not.toBeNull();
    const { id } = await there.call("createDataSet", {
      body: { name: "Loaves", members: { filter: { verdict: "accepted" } } },
    });
    const again = await there.call("createSnapshot", { params: { dataSetId: id }, body: {} });
    const before = await studio.call("getSnapshot", { params: { snapshotId } });
    expect([again.dialogues, again.turns, again.digest]).toEqual([1, 4, before.digest]);
  } finally {
    // The journeys after this one are at home in a studio of one project; a page of it would ask on.
    await page.close();
    await there.text("deleteProject", { body: { name: "Loaves" } });
  }
});
