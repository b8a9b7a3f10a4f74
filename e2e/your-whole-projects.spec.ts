import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";

/** As by keyboard: goes to it and presses Enter. */
async function enter(place: Locator): Promise<void> {
  await place.focus();
  await place.press("Enter");
}

/** A settings page of a project, once it hears keys. */
async function settingsOf(page: Page, slug: string): Promise<void> {
  await page.goto(`/projects/${slug}/settings`);
  await expect(page.getByRole("region", { name: "Budget", exact: true })).toBeVisible();
}

test("a project is copied from, archived, exported, deleted by its name and imported again, by keyboard", async ({
  page,
  studioIn,
  expectedNoise,
}, testInfo) => {
  expectedNoise.push(/status of 4(04|22)/);
  const slug = `birds-${Date.now()}`;
  const [birds, first] = [studioIn(slug), studioIn("realchat")];
  await first.call("createProject", { body: { name: "Birds", slug } });
  const name = `Questions of ${slug}`;
  const { id } = await birds.call("createSeedSet", {
    body: { name, kind: "question", seeds: [{ question: "Why do birds sing?" }] },
  });

  await page.goto(`/projects/${slug}/seed-sets/${id}`);
  await enter(page.getByRole("button", { name: "Copy to…" }));
  await expect(page.getByRole("menuitem", { name: "RealChat" })).toBeVisible();
  // Other journeys may have made more projects: its first letters find it.
  await page.keyboard.type("Real");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Copied to RealChat")).toBeVisible();
  const copied = (await first.call("listSeedSets", {})).items.find((set) => set.name === name);
  expect(copied?.id).not.toBe(id);

  await settingsOf(page, slug);
  await enter(page.getByRole("button", { name: "Archive", exact: true }));
  await enter(page.getByRole("alertdialog").getByRole("button", { name: "Archive the project" }));
  await expect(page.getByRole("button", { name: "Take out of the archive" })).toBeVisible();
  await expectAccessible(page);
  const refused = birds.call("createSeedSet", { body: { name, kind: "question", seeds: [{ question: "Why?" }] } });
  await expect(refused).rejects.toThrow(/Birds was archived/);
  await enter(page.getByRole("button", { name: "Take out of the archive" }));
  await expect(page.getByRole("button", { name: "Archive", exact: true })).toBeVisible();

  const sent = page.waitForEvent("download");
  await enter(page.getByRole("link", { name: "Export", exact: true }));
  const file = testInfo.outputPath("birds.jsonl.gz");
  await (await sent).saveAs(file);

  await enter(page.getByRole("button", { name: "Delete…" }));
  await expect(page.getByText(/With it go: 1 seed set/)).toBeVisible();
  await page.getByLabel("Type its name: Birds").fill("birds");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/Type the name of the project as it stands here: Birds/)).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Type its name: Birds").fill("Birds");
  await page.keyboard.press("Enter");
  await expect(page).not.toHaveURL(/settings/);
  // The page is on its way to Home meanwhile, which may cut this off.
  await expect(async () => {
    await page.goto(`/projects/${slug}`);
    await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  }).toPass();

  // Once a worker has taken its rows away, the same project can come again, under another address.
  await expect(async () => {
    await settingsOf(page, "realchat");
    await page.getByLabel("Import a project").setInputFiles(file);
    await page.getByLabel("Another address").fill(`${slug}-again`);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/projects\/prj_/, { timeout: 10_000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByRole("button", { name: "Project Birds" })).toBeVisible();
  await page.goto(`/projects/${slug}-again/seed-sets/${id}`);
  await expect(page.getByText("Why do birds sing?")).toBeVisible();
});

test("an owner limits what a project may spend; what calls models waits, says why, and goes on when it is raised", async ({
  page,
  studioIn,
}) => {
  const slug = `thrifty-${Date.now()}`;
  const thrifty = studioIn(slug);
  await studioIn("realchat").call("createProject", { body: { name: "Thrifty", slug } });
  await settingsOf(page, slug);
  await page.getByLabel("Tokens in all").fill("0");
  await page.keyboard.press("Enter");
  await expect(page.getByText("0 tokens spent in all: used up")).toBeVisible();
  await expectAccessible(page);

  const run = await thrifty.startRun({ stopRules: { maxRounds: 1 } });
  await page.goto(`/projects/${slug}/runs/${run.id}`);
  const notice = page.getByRole("region", { name: "Budget of the project" });
  await expect(notice).toContainText("The project's budget of tokens is used up. What calls models waits");
  await expectAccessible(page);
  expect((await thrifty.call("listDialogues", { query: { run: run.id } })).items).toEqual([]);

  await page.goto("/server");
  const open = page.getByRole("button", { name: "Budget of Thrifty" });
  await expect(async () => {
    await enter(open); // once the page is awake
    await expect(open).toHaveAttribute("aria-expanded", "true", { timeout: 1_000 });
  }).toPass();
  const budget = page.getByRole("region", { name: "Budget of Thrifty" });
  await budget.getByLabel("Tokens in all").fill("5000000");
  await page.keyboard.press("Enter");
  await expect(budget).toHaveCount(0);
  await expect(page.getByRole("row", { name: /^Thrifty/ })).toContainText("5M tokens in all");
  await expectAccessible(page);
  await thrifty.untilBegun(run.id, 1);
  await page.goto(`/projects/${slug}/runs/${run.id}`);
  await expect(page.getByRole("region", { name: "How it is set up" })).toBeVisible();
  await expect(notice).toHaveCount(0);

  await page.goto(`/projects/${slug}/runs/new`);
  await expect(page.getByText(/Left of the project's budget: .* of 5M tokens in all\./)).toBeVisible();
  await page.getByLabel("Dialogues", { exact: true }).fill("1000000");
  await expect(page.getByText(/This run may take more; it would wait there until the budget is raised/)).toBeVisible();
});
