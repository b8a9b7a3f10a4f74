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

test("a data set has labels and people of its own, who give it another filter; a snapshot of it takes part in an evaluation", async ({
  page,
  studio,
  openBrowser,
}) => {
  const query = { name: "Bread, again", format: "sharegpt", made: "people", again: "yes" } as const;
  const { id: importId } = await studio.call("createImport", { query, body: new Blob([JSON.stringify(talks)]) });
  await expect
    .poll(async () => (await studio.call("getImport", { params: { importId } })).finishedAt, { timeout: 30_000 })
    .not.toBeNull();
  const members = { filter: { import: importId } };
  const { id: dataSetId } = await studio.call("createDataSet", { body: { name: "Bread, shared", members } });
  await studio.call("createSnapshot", { params: { dataSetId }, body: {} });
  const invited = { email: `curie-${Date.now()}@example.org`, roles: ["annotator" as const] };
  const { link } = await studio.call("createInvitation", { body: invited });
  const theirs = await (await openBrowser()).newPage();
  await theirs.goto(new URL(link).pathname);
  await theirs.getByLabel("Name").fill("Curie");
  await theirs.getByLabel("Password").fill("a compiler is a person");
  await theirs.getByRole("button", { name: "Join" }).click();
  await expect(theirs.getByRole("button", { name: "Account of Curie" })).toBeVisible();

  await page.goto(`/data-sets/${dataSetId}`);
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Labels", exact: true }).click();
  await dialog.getByRole("button", { name: "Add a label" }).click();
  await dialog.getByLabel("Name of the label").fill("Sounds like a baker");
  await dialog.getByLabel("Kind of Sounds like a baker").selectOption("scale");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  const agreed = page.getByRole("region", { name: "Labels and people" });
  await expect(agreed.getByText("Sounds like a baker")).toBeVisible();
  await page.getByRole("button", { name: "Who may do what" }).click();
  await dialog.getByRole("group", { name: "Curie" }).getByRole("checkbox", { name: "Curator" }).check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(agreed.getByText("Curie (curator)")).toBeVisible();

  await theirs.goto(`/data-sets/${dataSetId}`);
  await expect(theirs.getByRole("heading", { name: "Bread, shared", level: 1 })).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Freeze" })).toHaveCount(0);
  await theirs.getByRole("link", { name: "Edit" }).click();
  await theirs.getByLabel("Words in any turn").fill("starter");
  await expect(theirs.getByText("It holds 2 dialogues now, and will hold 1 dialogue, 1 fewer.")).toBeVisible();
  await expectAccessible(theirs);
  await theirs.getByRole("button", { name: "Save" }).click();
  const history = theirs.getByRole("region", { name: "History" });
  await expect(history).toContainText("Filter, 1 dialogue: Import: a file · Words: starter");
  await expect(history).toContainText("Before, 2 dialogues: Import: a file");
  await expect(history.getByRole("listitem").first()).toContainText("Curie");
  await expect(theirs.getByText("2 dialogues, 4 turns")).toBeVisible();

  await page.goto("/evaluations/new");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("As frozen");
  await page.getByText("Real or simulated?", { exact: true }).click();
  await page.getByRole("button", { name: "Take out candidate 2" }).click();
  await page.getByLabel("Comes from").selectOption("snapshot");
  await page.getByRole("combobox", { name: "Snapshot" }).selectOption({ label: "Bread, shared, No. 1" });
  await page.getByRole("button", { name: "Make the draft" }).click();
  await expect(page.getByRole("heading", { name: "As frozen", level: 1 })).toBeVisible();
  await expect(page.getByRole("row", { name: /Bread, shared, No\. 1.*Snapshot.*as it was frozen/ })).toBeVisible();
});
