import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";
import { runIdOf } from "./studio-client";

const work = ["Home", "Review", "Compare", "Runs", "Live", "Seed sets", "Training", "Dialogues", "Data sets"];
const screens = [...work, "Evaluations", "Benchmarks", "Models", "Jobs", "Team", "Settings"];
const forms = [
  "/runs/new",
  "/seed-sets/new",
  "/models/new",
  "/review/new",
  "/data-sets/new",
  "/evaluations/new",
  "/training/new",
  "/training/places/new",
];

for (const colorScheme of ["light", "dark"] as const) {
  test(`every screen of the sidebar is quiet and readable in the ${colorScheme}`, async ({ page, studio }) => {
    test.setTimeout(300_000); // twenty screens, each read by axe
    const { dialogue } = await studio.pausedDialogue({ rounds: 1 });
    await page.emulateMedia({ colorScheme });
    await page.goto("/");
    const sidebar = page.getByRole("navigation", { name: "Studio" });
    for (const screen of screens) {
      const link = sidebar.getByRole("link", { name: new RegExp(`^${screen}\\b`) });
      await link.click();
      await expect(link).toHaveAttribute("aria-current", "page");
      await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
    }
    const { items: benchmarks } = await studio.call("listBenchmarks", {});
    const things = [`/runs/${runIdOf(dialogue)}`, `/dialogues/${dialogue.id}`, `/benchmarks/${benchmarks[0]?.id}`];
    for (const path of [...things, ...forms, "/dialogues/duplicates"]) {
      await page.goto(path);
      await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
    }
  });
}

test("? shows the keys of the page and the palette goes where it is told", async ({ page }) => {
  await page.goto("/runs");
  await expect(page.getByRole("heading", { name: "Runs", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Keys on this page" }).click();
  await expect(page.getByRole("dialog", { name: "Keys on this page" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill("seed");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Seed sets", level: 1 })).toBeVisible();
});

test("the studio is gone about by the keyboard alone, and a held or composed key does nothing twice", async ({
  page,
}) => {
  await page.goto("/dialogues");
  await expect(page.getByRole("button", { name: /^Account of/ })).toBeVisible(); // awake
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("main").locator(":focus")).toBeVisible();

  const help = page.getByRole("button", { name: "Keys on this page" });
  await help.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Keys on this page" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(help).toBeFocused();

  await page.keyboard.press("/");
  const search = page.getByRole("searchbox", { name: "Search in all turns" });
  await expect(search).toBeFocused();
  await page.keyboard.type("[?"); // what is typed is text, not commands
  await expect(search).toHaveValue("[?");
  await expect(page.getByRole("dialog")).toBeHidden();
  await search.fill("");
  await search.blur();

  await page.evaluate(() => {
    for (const init of [{ isComposing: true }, { keyCode: 229 }])
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "[", bubbles: true, ...init }));
  });
  await expect(page.getByRole("button", { name: "Fold the sidebar" })).toBeVisible();
  await page.keyboard.down("[");
  await page.keyboard.down("[");
  await page.keyboard.up("[");
  await expect(page.getByRole("button", { name: "Unfold the sidebar" })).toBeVisible();
  // The server draws it as it was left: no jump when the page wakes up.
  expect(await (await page.request.get("/dialogues")).text()).toContain("Unfold the sidebar");

  await help.focus();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill("zzzz");
  await expect(page.getByText("no dialogue says it")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help).toBeFocused();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill("models");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Models", level: 1 })).toBeVisible();
});

test("a page that loses its line says so, and what was done meanwhile is sent when it is back", async ({
  page,
  context,
  expectedNoise,
}) => {
  expectedNoise.push(/ERR_INTERNET_DISCONNECTED/);
  await page.goto("/settings");
  const name = `offline ${Date.now()}`;
  await page.getByLabel("New token").fill(name);
  await context.setOffline(true);
  await expect(page.getByText("What you see may be old until the line is back.")).toBeVisible();
  await page.getByRole("button", { name: "Make a token" }).click();
  await expect(page.getByText("Offline, 1 waiting", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await context.setOffline(false);
  await expect(page.getByText(`${name}: shown only now.`)).toBeVisible();
  await expect(page.getByText(/^Offline/)).toBeHidden();
});
