import { expect, it } from "vitest";
import { listCardVersions } from "@/lib/data/snapshots/cards";
import { makeDialogue } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { queryAsOwner } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { readCard, updateCard } from "./cards";
import { createDataSet } from "./data-sets";
import { createSnapshot } from "./freeze";

withDatabase();

it("is made of the facts until somebody writes one; each version stays, and nobody overwrites another's", async () => {
  const lead = await makeViewer("Lea", ["lead"]);
  const { dialogue } = await makeDialogue({ status: "ended", texts: ["Who?", "Me."] });
  const members = { list: { dialogueIds: [dialogue.id] } };
  const dataSet = await createDataSet(lead, { name: "Tea", note: "", members });
  const { id, digest } = await createSnapshot(lead, { dataSetId: dataSet.id, note: "" });
  const made = await readCard(id);
  expect(made).toMatchObject({ version: 0, writtenBy: null, text: expect.stringContaining(digest) });

  await updateCard(lead, id, { text: "# Mine", basedOn: 0 });
  await expect(updateCard(lead, id, { text: "# Late", basedOn: 0 })).rejects.toMatchObject({ code: "conflict" });
  await updateCard(lead, id, { text: "# Ours", basedOn: 1 });
  expect(await readCard(id)).toMatchObject({ text: "# Ours", version: 2, writtenBy: { name: "Lea" } });
  const { items } = await listCardVersions(id, { limit: 10 });
  expect(items.map(({ text }) => text)).toEqual(["# Ours", "# Mine"]);
  await expect(queryAsOwner`UPDATE snapshot_card SET text = 'x'`).rejects.toThrow("append-only");

  const token = await giveToken(lead.id, { scopes: ["read"] });
  const params = { snapshotId: id };
  const file = await callRoute("downloadCard", { token, params });
  expect(file.headers.get("content-disposition")).toContain("README.md");
  expect(await file.text()).toBe("# Ours");
  const croissant = await callRoute("downloadCroissant", { token, params });
  expect(await croissant.json()).toMatchObject({ name: "Tea, No. 1", identifier: `sha256:${digest}` });
  const refused = await callRoute("updateCard", { token, params, body: { text: "# No", basedOn: 2 } });
  expect(refused.status).toBe(403);
});
