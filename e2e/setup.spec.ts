import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";

test("a model is connected, its dead endpoint named in words, and its key never shown again", async ({
  page,
  studio,
}) => {
  const key = "sk-journey-never-to-be-seen-again";
  await page.goto("/models");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Connect a model" }).click();
  await page.getByRole("button", { name: "vLLM" }).click();
  await expect(page.getByLabel("Base URL")).toHaveValue("http://127.0.0.1:8000/v1");
  await page.getByLabel("Name").fill("Nobody home");
  await page.getByLabel("Model id").fill("absent-7b");
  await page.getByLabel("Base URL").fill("http://127.0.0.1:65530/v1"); // nothing listens there
  await page.getByLabel("API key").fill(key);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add the model" }).click();

  await expect(page.getByRole("heading", { name: "Nobody home" })).toBeVisible();
  await page.getByRole("button", { name: "Test connection" }).click();
  const test_ = page.getByRole("region", { name: "Connection test" });
  await expect(test_.getByText("It failed", { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(test_).toContainText("127.0.0.1:65530");
  await expectAccessible(page);

  await page.reload();
  await expect(page.getByLabel("API key")).toHaveValue("");
  await expect(page.getByText("A key is stored, sealed.")).toBeVisible();
  expect(await page.content()).not.toContain(key);
  expect(await studio.text("listModels", {})).not.toContain(key);
});

test("seeds with a bad line are refused by line, good ones begin the dialogues of a run", async ({
  page,
  studio,
  expectedNoise,
}) => {
  expectedNoise.push(/status of 4\d\d .*seed-sets\/import/);
  const questions = ["How do I keep a sourdough starter alive?", "Why does my bicycle chain skip under load?"];
  await page.goto("/seed-sets");
  await expectAccessible(page);
  await page.getByRole("link", { name: "New seed set" }).click();
  await page.getByLabel("Name").fill("Everyday questions");
  await page.getByText("JSON", { exact: true }).click();
  const text = page.getByRole("textbox", { name: "Seeds" });
  await text.fill(`{"question": ${JSON.stringify(questions[0])}}\n{"question": `);
  await page.getByRole("button", { name: "Make the seed set" }).click();
  await expect(page.getByRole("region", { name: "Lines to mend" }).getByRole("listitem")).toContainText(["Line 2"]);
  await expect(page.getByLabel("Name")).toHaveValue("Everyday questions");
  await expectAccessible(page);
  const named = async () => {
    const { items } = await studio.call("listSeedSets", {});
    return items.filter(({ name }) => name === "Everyday questions");
  };
  expect(await named()).toEqual([]);

  await text.fill(questions.map((question) => JSON.stringify({ question })).join("\n"));
  await page.getByRole("button", { name: "Make the seed set" }).click();
  await expect(page.getByRole("heading", { name: "Everyday questions" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Seeds" }).getByRole("listitem")).toContainText(questions);
  await expectAccessible(page);

  const [seedSet] = await named();
  const run = await studio.startRun({ seedSetId: seedSet?.id, dialogues: 2, stopRules: { maxRounds: 1 } });
  const dialogues = await studio.untilBegun(run.id, 2);
  expect(dialogues.map(({ opening }) => opening).sort()).toEqual([...questions].sort());
});

test("an invited annotator joins by the link and sees no act of a lead", async ({ page, openBrowser }) => {
  const email = `grace-${Date.now()}@example.org`;
  await page.goto("/team");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByLabel("E-mail").fill(email);
  await expect(page.getByRole("checkbox", { name: "Annotator" })).toBeChecked();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Make the link" }).click();
  const link = await page.getByRole("dialog", { name: "Send this link" }).locator("code").innerText();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: email })).toBeVisible();

  const theirs = await (await openBrowser()).newPage();
  await theirs.goto(link);
  await expect(theirs.getByText("invites you as annotator")).toBeVisible();
  await expectAccessible(theirs);
  await theirs.getByLabel("Name").fill("Grace");
  await theirs.getByLabel("Password").fill("a compiler is a person");
  await theirs.getByRole("button", { name: "Join" }).click();
  await expect(theirs.getByRole("button", { name: "Account of Grace" })).toBeVisible();

  await theirs.getByRole("link", { name: "Team" }).click();
  await expect(theirs.getByRole("cell", { name: /Grace.*\(you\)/ })).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Invite" })).toHaveCount(0);
  await expect(theirs.getByRole("button", { name: /Change roles/ })).toHaveCount(0);
  await theirs.getByRole("link", { name: "Models" }).click();
  await expect(theirs.getByRole("table", { name: "Models" })).toBeVisible();
  await expect(theirs.getByRole("link", { name: "Connect a model" })).toHaveCount(0);
  await theirs.getByRole("link", { name: "Runs" }).click();
  await expect(theirs.getByRole("heading", { name: "Runs", level: 1 })).toBeVisible();
  await expect(theirs.getByRole("main").getByRole("link", { name: "New run" })).toHaveCount(0);
  await expectAccessible(theirs);

  await page.reload();
  await expect(page.getByRole("cell", { name: email })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: email })).toHaveCount(0);
});

test("an API token works once it is made, and no longer once it is revoked", async ({ page, baseURL }) => {
  await page.goto("/settings");
  await expectAccessible(page);
  await page.getByLabel("New token").fill("nightly export");
  await page.getByRole("button", { name: "Make a token" }).click();
  await expect(page.getByText("nightly export: shown only now.")).toBeVisible();
  await expectAccessible(page);
  const token = await page.getByRole("main").locator("code", { hasText: "rct_" }).innerText();
  const statusWith = async () => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(new URL("/api/v1/models", baseURL), { headers })).status;
  };
  expect(await statusWith()).toBe(200);

  await page.reload();
  await expect(page.getByText(token)).toHaveCount(0);
  await page.getByRole("button", { name: "Revoke nightly export" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByText("nightly export no longer works.")).toBeVisible();
  expect(await statusWith()).toBe(401);
});

test("dialogues are filtered by the keyboard, the filter saved under a name, chosen again and deleted with undo", async ({
  page,
  studio,
}) => {
  const name = `Short ones ${Math.random().toString(36).slice(2, 8)}`;
  const run = await studio.startRun({ dialogues: 2, stopRules: { maxRounds: 1 } });
  for (const { id } of await studio.untilBegun(run.id, 2))
    await studio.untilDialogue(id, ({ dialogue }) => dialogue.status === "ended");
  await page.goto(`/dialogues?run=${run.id}`);
  await expect(page.getByText("2 dialogues, all of them")).toBeVisible();
  await expect(page.getByRole("button", { name: "Saved", exact: true })).toBeEnabled(); // awake
  await page.keyboard.press("f");
  const filters = page.getByRole("dialog", { name: "Filter the dialogues" });
  await filters.getByLabel("Rounds, at least").fill("2");
  await expect(page.getByText("No dialogue matches")).toBeVisible();
  await filters.getByLabel("Rounds, at most").fill("1");
  await expect(filters.getByText("The most is below the least, 2")).toBeVisible();
  await expectAccessible(page);
  await filters.getByLabel("Rounds, at least").fill("1");
  await expect(page.getByText("2 dialogues, all of them")).toBeVisible();
  await page.keyboard.press("Escape");
  const chip = page.getByRole("button", { name: "Rounds exactly 1" });
  await expect(chip).toBeVisible();

  await page.getByRole("button", { name: "Saved", exact: true }).click();
  await page.getByLabel("Save this filter as").fill(name);
  await page.keyboard.press("Enter");
  const saved = page.getByRole("list", { name: "Your filters" });
  await expect(saved.getByRole("link", { name })).toHaveAttribute("aria-current", "true");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(chip).toHaveCount(0);

  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill(name);
  await page.keyboard.press("Enter");
  await expect(chip).toBeVisible();
  await expect(page.getByText("2 dialogues, all of them")).toBeVisible();

  await page.getByRole("button", { name: "Saved", exact: true }).click();
  await page.getByRole("button", { name: `Delete ${name}` }).click();
  await expect(saved.getByRole("link", { name })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect
    .poll(async () => (await studio.call("listSavedFilters", {})).items.map((one) => one.name))
    .toContain(name);
});
