import type { Page } from "@playwright/test";
import { expectAccessible } from "./expect-accessible";
import { admin, expect, test } from "./fixtures";
import type { StudioClient } from "./studio-client";

const decision = (page: Page) => page.getByRole("complementary", { name: "Decision" });
const firstTurn = (page: Page) => page.locator("[data-turn]").first();
const saved = (page: Page) => page.getByRole("status").filter({ hasText: /^Saved \d\d:\d\d$/ });

/** The item before the person; resolves once they can have seen it, for keys decide nothing before. */
async function itemOf(page: Page): Promise<string> {
  await decision(page).and(page.locator("[aria-busy=false]")).waitFor();
  return (await firstTurn(page).getAttribute("data-turn")) ?? "";
}

/** Decides by a last key about the item before the person, and waits for the next one to stand there. */
async function decide(page: Page, ...keys: string[]): Promise<void> {
  const before = await itemOf(page);
  for (const key of keys) await page.keyboard.press(key);
  await firstTurn(page)
    .and(page.locator(`:not([data-turn="${before}"])`))
    .waitFor();
}

/** Dialogues that have ended, of a run of their own. */
async function endedRun(studio: StudioClient, dialogues: number) {
  const run = await studio.startRun({ dialogues, concurrency: 8, stopRules: { maxRounds: 1 } });
  for (const { id } of await studio.untilBegun(run.id, dialogues))
    await studio.untilDialogue(id, ({ dialogue }) => dialogue.status === "ended");
  return run;
}

test("twenty items by keyboard alone: edit, skip, reject with reasons, undo, no network for three, a reload while typing", async ({
  page,
  studio,
  context,
  expectedNoise,
}) => {
  expectedNoise.push(/ERR_INTERNET_DISCONNECTED/);
  const run = await endedRun(studio, 20);

  // A lead makes a queue of what the list shows.
  await page.goto(`/dialogues?run=${run.id}`);
  await page.getByRole("link", { name: "Review these" }).press("Enter");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(`Twenty of ${run.spec.name}`);
  await page.getByRole("textbox", { name: "Text", exact: false }).first().fill("# Tone\nKind.\n\n## Facts\nTrue.");
  await page.getByLabel("Heading of the guideline for reason 1").fill("Facts");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Make the queue" }).press("Enter");
  await page.waitForURL(/\/review\/que_/);
  const queueId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  // Nobody judges the first item by what they have not read.
  await expect(page.getByRole("dialog", { name: "Guideline" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await itemOf(page);
  await expectAccessible(page);

  // 1, 2: accepted; a key that is held decides one item, not three.
  await decide(page, "a");
  const second = await itemOf(page);
  for (let i = 0; i < 3; i++) await page.keyboard.down("a");
  await page.keyboard.up("a");
  await expect(firstTurn(page)).not.toHaveAttribute("data-turn", second);
  const third = await itemOf(page);
  expect(third).not.toBe(second);

  // 3: the answer is edited, what was done here is undone by Z, edited again and accepted.
  await page.keyboard.press("j");
  const editor = page.getByRole("textbox", { name: "Text of the turn" });
  const answer = page.locator("[data-turn]").nth(1);
  for (const words of [" Slip.", " Better."]) {
    await page.keyboard.press("e");
    await expect(editor).toBeFocused();
    await page.keyboard.press("Control+End");
    await editor.pressSequentially(words);
    await expect(page.getByRole("insertion")).toHaveText(new RegExp(words.trim()));
    await page.keyboard.press("Control+Enter");
    await expect(editor).toBeHidden();
    await expect(answer).toContainText(words.trim());
    if (words === " Slip.") {
      await page.keyboard.press("z");
      await expect(answer).not.toContainText("Slip.");
    }
  }
  expect(await firstTurn(page).getAttribute("data-turn")).toBe(third);
  await decide(page, "a");

  // 4: skipped at once, for nothing was typed. 5: rejected with reasons; the guideline shows what the reason points at.
  await decide(page, "s");
  await itemOf(page);
  await page.keyboard.press("x");
  await page.keyboard.press("1");
  await page.keyboard.press("3");
  await expect(decision(page).getByRole("button", { pressed: true })).toHaveCount(2);
  await expectAccessible(page);
  await page.keyboard.press("g");
  await expect(page.getByRole("heading", { name: "Facts (what your reason points at)" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await decide(page, "Enter");

  // 6: answered, taken back, answered otherwise.
  const sixth = await itemOf(page);
  await decide(page, "a");
  await page.keyboard.press("z");
  await expect(firstTurn(page)).toHaveAttribute("data-turn", sixth);
  await decide(page, "x", "2", "Enter");

  // 7, 8, 9: without a network.
  await expect(saved(page)).toBeVisible();
  await context.setOffline(true);
  await decide(page, "a");
  await decide(page, "a");
  await itemOf(page);
  await page.keyboard.press("a");
  await expect(page.getByText("Offline, 3 waiting")).toBeVisible();
  // What was never opened before opens all the same.
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys on this page" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await context.setOffline(false);
  await expect(saved(page)).toBeVisible();

  // 10: a reload in mid-sentence.
  const tenth = await itemOf(page);
  await page.keyboard.press("x");
  await page.keyboard.press("n");
  await page.keyboard.type("Half a sen");
  await page.reload();
  expect(await itemOf(page)).toBe(tenth);
  await page.keyboard.press("x");
  const note = page.getByRole("textbox", { name: "Note" });
  await expect(note).toHaveValue("Half a sen");
  await page.keyboard.press("n");
  await page.keyboard.press("End");
  await page.keyboard.type("tence");
  await page.keyboard.press("Control+Enter");
  await expect(firstTurn(page)).not.toHaveAttribute("data-turn", tenth);

  // 11 to 19, then the one that was skipped.
  for (let item = 11; item < 20; item++) await decide(page, "a");
  await itemOf(page);
  await page.keyboard.press("a");
  await expect(page.getByRole("heading", { name: "Only what you skipped is left" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await itemOf(page);
  await page.keyboard.press("a");
  await expect(page.getByRole("heading", { name: "All done" })).toBeVisible();
  await expect(saved(page)).toBeVisible();

  const { items: answers } = await studio.call("listAssignments", { params: { queueId }, query: { limit: 200 } });
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill("answered"));
  expect(answers.filter(({ answer }) => answer?.verdict === "rejected").map(({ answer }) => answer?.note)).toEqual(
    expect.arrayContaining(["Half a sentence"]),
  );
  const verdicts = async (verdict: "accepted" | "rejected") =>
    (await studio.call("listDialogues", { query: { run: run.id, verdict, limit: 100 } })).items.length;
  expect([await verdicts("accepted"), await verdicts("rejected")]).toEqual([17, 3]);
});

test("labels by digits, what would be changed as proposals, and a session that ends before the answer is sent", async ({
  page,
  studio,
  context,
  expectedNoise,
}) => {
  expectedNoise.push(/401/, /ERR_INTERNET_DISCONNECTED/);
  const run = await endedRun(studio, 2);
  const options = ["Curious", "Annoyed"].map((label) => ({ key: label.toLowerCase(), label }));
  const { id: queueId } = await studio.call("createQueue", {
    body: {
      name: "Tones",
      // Where there is gold the text stands still, as it does where several people judge.
      spec: { overlap: null, goldRate: 0.1 },
      guideline: {
        fields: [
          { key: "tone", label: "Tone", target: "dialogue", required: true, kind: "choice", options },
          { key: "struck", label: "What struck you", target: "dialogue", kind: "text" },
        ],
      },
      items: { filter: { run: run.id } },
    },
  });
  await page.goto(`/review/${queueId}`);
  const first = await itemOf(page);

  await page.keyboard.press("a");
  await expect(page.getByText("Tone is required")).toBeVisible();
  await page.keyboard.press("2");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.type("2 x as long");
  await page.keyboard.press("Escape");

  await page.keyboard.press("j");
  await page.keyboard.press("n");
  await expect(page.getByText("You say that a real user stops after turn 2")).toBeVisible();
  await page.keyboard.press("e");
  await expect(page.getByRole("textbox", { name: "Text of the turn" })).toBeFocused();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Indeed.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("You propose another text for turn 2")).toBeVisible();
  await page.keyboard.press("m");
  await expect(page.getByText("You leave turn 2 out of training")).toBeVisible();
  await page.keyboard.press("z");
  await expect(page.getByText("You leave turn 2 out of training")).toBeHidden();
  await expectAccessible(page);

  // With work in it a skip asks first.
  await page.keyboard.press("s");
  await expect(page.getByRole("textbox", { name: "Reason to skip" })).toBeFocused();
  await page.keyboard.press("Escape");

  // The session ends in the middle of it: the page says so and stays, the answer waits, and goes after the sign-in.
  await itemOf(page);
  await context.clearCookies();
  await page.keyboard.press("a");
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith("realchat.outbox.")));
  await expect(page.getByRole("link", { name: "Sign in, then go on here" })).toBeVisible();
  await page.goto(`/review/${queueId}`);
  const { email, password } = admin();
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/review/${queueId}`);
  await expect(saved(page)).toBeVisible();
  expect(await itemOf(page)).not.toBe(first);

  const { items } = await studio.call("listAssignments", { params: { queueId }, query: { status: "answered" } });
  expect(items.map(({ answer }) => answer)).toMatchObject([
    {
      verdict: "accepted",
      labels: { tone: "annoyed", struck: "2 x as long" },
      endMarkId: expect.any(String),
      untrained: [],
    },
  ]);
  expect(items[0]?.answer?.edits.map(({ text }) => text.endsWith(" Indeed."))).toEqual([true]);

  // An answer of which no reply comes, undone without a network: the studio hears of it when there is one.
  const last = await itemOf(page);
  await page.route(
    "**/answer",
    async (route) => {
      await route.fetch();
      await context.setOffline(true);
      await route.abort("internetdisconnected");
    },
    { times: 1 },
  );
  const answered = async () => {
    const given = await studio.call("listAssignments", { params: { queueId }, query: { status: "answered" } });
    return given.items.length;
  };
  await page.keyboard.press("2");
  await page.keyboard.press("a");
  await expect(page.getByText("Offline, 1 waiting")).toBeVisible();
  expect(await answered()).toBe(2);
  await page.keyboard.press("z");
  await expect(firstTurn(page)).toHaveAttribute("data-turn", last);
  await context.setOffline(false);
  await expect.poll(answered).toBe(1);
});
