import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";

// The last of all: from here on the administrator is in two projects.
test("an owner makes a second project, works in it, and goes back; neither shows the other's", async ({
  page,
  baseURL,
}) => {
  const slug = `medical-${Date.now()}`;
  await page.goto("/settings");
  await page.getByLabel("New project").fill("Medical");
  await page.getByLabel("In its address").fill(slug);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Make the project" }).click();
  await expect(page).toHaveURL(new RegExp(`/projects/${slug}$`));
  await expect(page.getByRole("heading", { name: /^Welcome/ })).toBeVisible();

  await page.getByRole("link", { name: "Seed sets" }).first().click();
  await expect(page).toHaveURL(`${baseURL}/projects/${slug}/seed-sets`);
  await page.getByRole("link", { name: "New seed set" }).first().click();
  await page.getByLabel("Name").fill("Questions of patients");
  await page.getByText("JSON", { exact: true }).click();
  await page.getByRole("textbox", { name: "Seeds" }).fill('{"question": "Is it bad?"}');
  await page.getByRole("button", { name: "Make the seed set" }).click();
  await expect(page.getByRole("heading", { name: "Questions of patients" })).toBeVisible();

  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Go to RealChat" }).click();
  await expect(page).toHaveURL(`${baseURL}/projects/realchat`);
  await page.getByRole("link", { name: "Seed sets" }).first().click();
  await expect(page).toHaveURL(`${baseURL}/projects/realchat/seed-sets`);
  // A short address leads to the project that this browser was in last.
  await page.goto("/seed-sets");
  await expect(page).toHaveURL(`${baseURL}/projects/realchat/seed-sets`);
  await expect(page.getByRole("heading", { name: "Seed sets", level: 1 })).toBeVisible();
  await expect(page.getByText("Questions of patients")).toHaveCount(0);
  await page.goto(`/projects/${slug}/seed-sets`);
  await expect(page.getByText("Questions of patients")).toBeVisible();
});
