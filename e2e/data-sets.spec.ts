import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";

const question =
  "Could you explain, as to somebody who has never baked, why a starter rises on one day and sleeps on another?";
const talks = [
  {
    id: "t1",
    conversations: [
      { from: "human", value: question },
      { from: "gpt", value: "Mostly temperature." },
    ],
  },
  {
    id: "t2",
    conversations: [
      { from: "human", value: "And flour?" },
      { from: "gpt", value: "Whole grain wakes it." },
    ],
  },
];

test("accepted dialogues become a data set, which is frozen, edited, frozen again and compared", async ({
  page,
  studio,
}) => {
  const body = new Blob([JSON.stringify(talks)]);
  const query = { name: "Bread", format: "sharegpt", licence: "CC BY 4.0", made: "people", language: "en" } as const;
  const { id: importId } = await studio.call("createImport", { query, body });
  await expect
    .poll(async () => (await studio.call("getImport", { params: { importId } })).finishedAt, { timeout: 30_000 })
    .not.toBeNull();
  const { items } = await studio.call("listDialogues", { query: { import: importId } });
  for (const { id: dialogueId, headId } of items)
    await studio.call("actOnDialogue", { params: { dialogueId }, body: { act: { kind: "accept", headId } } });

  await page.goto("/data-sets");
  await expect(page.getByRole("heading", { name: "Data sets", level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/dialogues?import=${importId}&verdict=accepted`);
  await page.getByRole("link", { name: "Keep as data set" }).click();
  await expect(page.getByText("Import: Bread · Decision: Accepted")).toBeVisible();
  await page.getByLabel("Name").fill("Bread, accepted");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Make the data set" }).click();
  await expect(page.getByRole("heading", { name: "Bread, accepted", level: 1 })).toBeVisible();
  const dataSetId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await expectAccessible(page);

  const freeze = async () => {
    await page.getByRole("button", { name: "Freeze", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("2 dialogues would go in now.")).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Freeze" }).click();
  };
  await freeze();
  await expect(page.getByRole("heading", { name: "Bread, accepted, No. 1" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Where its turns come from" })).toContainText("CC BY 4.0");
  await expectAccessible(page);

  const edited = items.find(({ opening }) => opening === question);
  const dialogueId = edited?.id ?? "";
  const { turns } = await studio.call("getDialogue", { params: { dialogueId } });
  const answer = turns.find(({ speaker }) => speaker === "assistant");
  const act = { kind: "edit", turnId: answer?.id ?? "", text: "Mostly warmth and time.", after: "keep" } as const;
  await studio.call("actOnDialogue", {
    params: { dialogueId },
    body: { act: { ...act, headId: edited?.headId ?? null } },
  });
  const { headId } = (await studio.call("getDialogue", { params: { dialogueId } })).dialogue;
  await studio.call("actOnDialogue", { params: { dialogueId }, body: { act: { kind: "accept", headId } } });

  await page.getByRole("link", { name: "Bread, accepted", exact: true }).click();
  await freeze();
  await expect(page.getByRole("heading", { name: "Bread, accepted, No. 2" })).toBeVisible();
  await page.getByRole("button", { name: "Compare" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Compare" }).click();
  await expect(page.getByRole("tab", { name: "Changed 1" })).toBeVisible();
  await page.getByRole("button", { name: "Turn by turn" }).press("Enter");
  await expect(page.getByRole("deletion")).toContainText("temperature");
  await expect(page.getByRole("insertion")).toContainText("warmth and time");
  await expectAccessible(page);

  await page.getByRole("link", { name: "Bread, accepted, No. 2" }).click();
  await page.getByRole("link", { name: "Card" }).click();
  const text = page.getByLabel("Card, in markdown with its YAML header");
  await expect(text).toHaveValue(/license: cc-by-4\.0/);
  await expectAccessible(page);
  await text.fill("---\nlicense: cc-by-4.0\n---\n# Bread, by hand");
  await page.getByRole("button", { name: "Save a version" }).click();
  await expect(page.getByText("Version 1, written by")).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "README.md" }).click();
  expect((await download).suggestedFilename()).toBe("README.md");

  // Back to what was frozen at first, and forward again: the one dialogue that differs, and nothing of the other.
  const said = async (id: string) => {
    const { dialogue, turns } = await studio.call("getDialogue", { params: { dialogueId: id } });
    return `${turns.find(({ id }) => id === dialogue.headId)?.text} ${dialogue.verdict}`;
  };
  const other = items.find(({ opening }) => opening !== question)?.id ?? "";
  const untouched = await studio.call("getDialogue", { params: { dialogueId: other } });
  await page.goto(`/data-sets/${dataSetId}`);
  await page.getByRole("link", { name: "No. 1", exact: true }).click();
  await page.getByRole("button", { name: "Go back to it" }).click();
  const back = page.getByRole("dialog");
  await expect(back).toContainText("1 of 2 dialogues would be as they were in the snapshot again.");
  await expectAccessible(page);
  await back.getByRole("button", { name: "Take back 1" }).click();
  await expect.poll(() => said(dialogueId)).toBe("Mostly temperature. accepted");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => said(dialogueId)).toBe("Mostly warmth and time. accepted");
  expect(await studio.call("getDialogue", { params: { dialogueId: other } })).toEqual(untouched);
});
