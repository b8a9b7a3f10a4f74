import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";

const screens = ["Home", "Runs", "Live", "Seed sets", "Dialogues", "Models", "Team", "Settings"];

for (const colorScheme of ["light", "dark"] as const) {
  test(`every screen of the rail is quiet and readable in the ${colorScheme}`, async ({ page, studio }) => {
    test.setTimeout(300_000); // ten screens, each read by axe
    const { dialogue } = await studio.pausedDialogue({ rounds: 1 });
    await page.emulateMedia({ colorScheme });
    await page.goto("/");
    const rail = page.getByRole("navigation", { name: "Studio" });
    for (const screen of screens) {
      const link = rail.getByRole("link", { name: new RegExp(`^${screen}\\b`) });
      await link.click();
      await expect(link).toHaveAttribute("aria-current", "page");
      await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
    }
    for (const path of [`/runs/${dialogue.runId}`, `/dialogues/${dialogue.id}`]) {
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
  await page.getByRole("combobox").fill("seed");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Seed sets", level: 1 })).toBeVisible();
});
