import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";

const bread = ["flour", "water", "salt", "starter", "crust", "crumb", "oven", "yeast", "rye", "dough", "loaf", "tin"];
const law = ["tenancy", "deposit", "landlord", "notice", "eviction", "lease", "rent", "repair", "court", "clause"];

/** Talks of one round, each long enough for a classifier. */
function talks(count: number, asks: (i: number) => string) {
  const more =
    "since I have been at it for days, have read what there is, and would like to know what others found out ";
  return Array.from({ length: count }, (_, i) => ({
    id: `t${i}`,
    conversations: [
      { from: "human", value: `${asks(i)} ${more.repeat(3)}` },
      { from: "gpt", value: "It depends on more than one thing." },
    ],
  }));
}

test("a lead holds a data set against people, opens what is behind a bar, makes seeds of what is missed, and takes the table along", async ({
  page,
  studio,
}) => {
  const frozen = async (name: string, made: "people" | "models", list: ReturnType<typeof talks>) => {
    const query = { name, format: "sharegpt", licence: "CC BY 4.0", made, language: "en", again: "yes" } as const;
    const { id: importId } = await studio.call("createImport", { query, body: new Blob([JSON.stringify(list)]) });
    await expect
      .poll(async () => (await studio.call("getImport", { params: { importId } })).finishedAt, { timeout: 30_000 })
      .not.toBeNull();
    const members = { filter: { import: importId } };
    const { id: dataSetId } = await studio.call("createDataSet", { body: { name, note: "", members } });
    const { id } = await studio.call("createSnapshot", { params: { dataSetId }, body: { note: "" } });
    return { id, dataSetId, name: `${name}, No. 1` };
  };
  const ofBread = (i: number) =>
    `how does the ${bread[i % 12]} change my ${bread[(i * 5) % 12]} and ${bread[(i * 7) % 12]}`;
  const ofLaw = (i: number) => `may the ${law[i % 10]} of my ${law[(i * 3) % 10]} stand against a ${law[(i * 7) % 10]}`;
  const people = await frozen(
    "Asked by people",
    "people",
    talks(28, (i) => (i % 2 === 0 ? ofBread(i) : ofLaw(i))),
  );
  const bots = await frozen(
    "Simulated",
    "models",
    talks(28, (i) => `Could you please explain ${ofBread(i)}?`),
  );

  await page.goto("/statistics");
  await expect(page.getByText("None is chosen.")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Choose one").selectOption(people.name);
  await expect(page.getByRole("link", { name: people.name })).toBeVisible();

  await page.goto(`/statistics/data-sets/${bots.dataSetId}`);
  const figures = page.getByRole("table", { name: "Figures" });
  await expect(figures.or(page.getByRole("table").filter({ hasText: "MTLD" })).first()).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole("button", { name: `Measure beside ${people.name}` }).press("Enter");
  const whole = page.getByRole("table", { name: "Figures of the whole" });
  await expect(whole).toContainText("First-turn diversity", { timeout: 30_000 });
  await expect(page.getByRole("table", { name: "Human-likeness by a classifier" })).toContainText("did not learn from");
  await expect(page.getByRole("group", { name: "Calibration" })).toBeVisible();
  await expectAccessible(page);
  const bar = page.getByRole("link", { name: /28 dialogues/ }).first();
  await bar.focus();
  await bar.press("Enter");
  await expect(page).toHaveURL(/\/dialogues\?.*figure=/);
  await expect(page.getByText("28 dialogues").first()).toBeVisible();

  await page.goto("/statistics/missing");
  await page.getByLabel("People", { exact: true }).selectOption(people.name);
  await page.getByLabel("Simulator", { exact: true }).selectOption(bots.name);
  await page.getByLabel("Clusters").fill("2");
  await page.getByRole("button", { name: "Compare" }).press("Enter");
  const missed = page.getByRole("listitem").filter({ hasText: "Missed" }).first();
  await expect(missed).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  await missed.getByRole("button", { name: "Save filter" }).first().press("Enter");
  await expect(page).toHaveURL(/\/dialogues\?.*chosen=/);
  const saved = await studio.call("listSavedFilters", {});
  expect(saved.items.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^Missed: .*\(People\)$/));
  await page.goBack();
  await missed.getByRole("button", { name: "Seed set" }).first().press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /^Missed: / })).toBeVisible();

  await page.goto(`/statistics/side-by-side?sets=${bots.id}&dataSets=${bots.dataSetId}&published=realchat`);
  const table = page.getByRole("table", { name: "Measures side by side" });
  await expect(table).toContainText("User-Sim Index of 100", { timeout: 30_000 });
  await expectAccessible(page);
  const file = (format: "csv" | "markdown" | "latex" | "svg") =>
    studio.text("downloadSideBySide", {
      query: { sets: bots.id, dataSets: bots.dataSetId, published: "realchat", format },
    });
  expect(await file("csv")).toContain("User-Sim Index,of 100,corpus,Simulated,data_set,");
  expect(await file("markdown")).toContain("| User-Sim Index (of 100) |");
  expect(await file("latex")).toContain("User-Sim Index (of 100) &");
  expect(await file("svg")).toContain(">User-Sim Index (of 100)<");
  const picture = page.waitForEvent("download");
  await page.getByRole("button", { name: "PNG" }).press("Enter");
  expect((await picture).suggestedFilename()).toBe("side-by-side.png");
});
