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

  await page.getByRole("button", { name: "Project Medical" }).click();
  await expectAccessible(page);
  await page.getByRole("menuitem", { name: "RealChat" }).click();
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

  await expect(page.getByRole("button", { name: "Project Medical" })).toBeVisible(); // awake
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill("RealChat");
  await page.getByRole("option", { name: "Go to project: RealChat" }).click();
  await expect(page).toHaveURL(`${baseURL}/projects/realchat`);
  await expect(page.getByRole("region", { name: "In your other projects" })).toContainText("Medical");
});

test("somebody with an account is taken into a second project and out again, and keeps what they typed there", async ({
  page,
  studio,
  studioIn,
  openBrowser,
  expectedNoise,
}) => {
  expectedNoise.push(/status of 4(04|09)/, /ERR_INCOMPLETE_CHUNKED_ENCODING/);
  const [email, slug] = [`ada-${Date.now()}@example.org`, `chinese-${Date.now()}`];
  const { link } = await studio.call("createInvitation", { body: { email, roles: ["annotator"] } });
  const theirs = await (await openBrowser()).newPage();
  await theirs.goto(link);
  await theirs.getByLabel("Name").fill("Ada");
  await theirs.getByLabel("Password").fill("a compiler is a person");
  await theirs.getByRole("button", { name: "Join" }).click();
  await expect(theirs.getByRole("button", { name: "Account of Ada" })).toBeVisible();
  await expect(theirs.getByRole("button", { name: /^Project/ })).toHaveCount(0);

  await studio.call("createProject", { body: { name: "Chinese", slug } });
  await page.goto(`/projects/${slug}/team`);
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Make the link" }).click();
  await page
    .getByRole("dialog", { name: `Take in ${email}?` })
    .getByRole("button", { name: "Take them in" })
    .click();
  await expect(page.getByRole("cell", { name: email })).toBeVisible();
  await expectAccessible(page);

  await theirs.goto("/");
  await theirs.getByRole("link", { name: "Chinese" }).click();
  await expect(theirs.getByRole("button", { name: "Project Chinese" })).toBeVisible();
  const chinese = studioIn(slug);
  const run = await chinese.startRun({ stopRules: { maxRounds: 1 } });
  const [dialogue] = await chinese.untilBegun(run.id, 1);
  await theirs.goto(`/projects/${slug}/dialogues/${dialogue?.id}`);
  const comment = theirs.getByRole("textbox", { name: "Comment on the dialogue" });
  await expect(async () => {
    await theirs.keyboard.press("Shift+C"); // once the page is awake
    await expect(comment).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await comment.fill("Half a sentence");

  await page.getByRole("button", { name: "Take out Ada" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Take out" }).click();
  await expect(page.getByRole("cell", { name: email })).toHaveCount(0);
  await expect(theirs.getByText("You are no longer in Chinese.")).toBeVisible();
  await theirs.getByRole("button", { name: "Show and copy" }).click();
  await expect(theirs.getByRole("region", { name: "Kept in this browser" })).toContainText("Half a sentence");
  await expectAccessible(theirs);
  // It is told after a reload, too, where the project is not to be had any more.
  await theirs.goto("/");
  await expect(theirs.getByText(/One thing that you made was not sent/)).toBeVisible();
});
