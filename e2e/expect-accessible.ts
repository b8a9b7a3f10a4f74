import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** The page has nothing that axe calls serious or critical. */
export async function expectAccessible(page: Page): Promise<void> {
  // Half-faded text has half its contrast. A message that comes or goes meanwhile does so at once, with reduced motion;
  // what else moves to an end is read there; endless ones (carets) do not count.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.evaluate(() => {
    const finite = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    return Promise.allSettled(finite.map(({ finished }) => finished));
  });
  const { violations } = await new AxeBuilder({ page }).analyze();
  await page.emulateMedia({ reducedMotion: null });
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const said = grave.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}\n${node.failureSummary}`));
  expect(said, `accessibility of ${page.url()}`).toEqual([]);
}
