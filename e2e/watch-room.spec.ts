import type { Page } from "@playwright/test";
import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";
import { runIdOf, type StudioClient, textsOf } from "./studio-client";

const send = "Control+Enter";
const editor = (page: Page) => page.getByRole("textbox", { name: "Text of the turn" });
const turns = (page: Page) => page.getByRole("list", { name: "Transcript" }).locator("> li");
const chosen = (page: Page) => page.locator("[aria-current=true]").and(turns(page));
const standing = (page: Page) => page.getByRole("region", { name: "How it stands" });

/** Opens the watch room and waits until it follows. */
async function watch(page: Page, dialogueId: string) {
  await page.goto(`/dialogues/${dialogueId}`);
  await expect(page.getByRole("heading", { name: /^Dialogue \d+$/ })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Connecting" })).toHaveCount(0);
}

async function press(page: Page, keys: string, times = 1) {
  for (let i = 0; i < times; i++) await page.keyboard.press(keys);
}

/** Holds a dialogue by Space and returns its id; one that said goodbye before the key came gives way to another. */
async function holdBySpace(page: Page, studio: StudioClient): Promise<string> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const run = await studio.startRun();
    const id = (await studio.untilBegun(run.id, 1))[0]?.id ?? "";
    await studio.untilDialogue(id, ({ dialogue }) => dialogue.rounds >= 1);
    await watch(page, id);
    await press(page, "Space");
    await expect(standing(page)).toContainText(/Paused|Ended: (nothing more|repetition)/);
    if ((await standing(page).innerText()).includes("Paused")) return id;
  }
  throw new Error("Five dialogues ended before Space could hold them");
}

test("Space holds a dialogue and lets it go on, J and K move about, a full stop ends it", async ({ page, studio }) => {
  const id = await holdBySpace(page, studio);
  const held = await studio.untilDialogue(id, ({ dialogue }) => dialogue.status === "paused");
  const texts = textsOf(held);
  await expect(turns(page)).toHaveCount(texts.length);
  await expectAccessible(page);

  await expect(chosen(page)).toContainText(lineOf(texts.at(-1)));
  await press(page, "k");
  await expect(chosen(page)).toContainText(lineOf(texts.at(-2)));
  await press(page, "j");
  await expect(chosen(page)).toContainText(lineOf(texts.at(-1)));

  await press(page, "Space");
  await expect(standing(page).filter({ hasText: "Paused" })).toHaveCount(0);

  // One that stands still, since the one that goes on may say goodbye before the key comes.
  const { dialogue } = await studio.pausedDialogue();
  await watch(page, dialogue.id);
  await press(page, ".");
  await expect(standing(page)).toContainText("Ended: a person");
  await expectAccessible(page);
});

test("on the wall, arrows choose a dialogue and a full stop ends it", async ({ page, studio }) => {
  const { dialogue } = await studio.pausedDialogue();
  await page.goto(`/live?run=${runIdOf(dialogue)}`);
  const tile = page.getByRole("article").filter({ hasText: `#${dialogue.number}` });
  await expect(tile).toContainText("Paused");
  await press(page, "ArrowRight");
  await expect(tile).toHaveAttribute("aria-current", "true");
  await press(page, ".");
  await expect(page.getByText("Dialogue stopped")).toBeVisible();
  await expect(tile).toContainText("Ended");
});

test("an edit keeps what follows, or re-rolls from there, or stops there", async ({ page, studio }) => {
  const before = await studio.pausedDialogue();
  const { id } = before.dialogue;
  const old = textsOf(before);
  await watch(page, id);

  await press(page, "k", old.length - 2);
  await press(page, "e");
  await expect(editor(page)).toBeFocused();
  await expect(editor(page)).toHaveValue(old[1] ?? "");
  await press(page, "Control+End");
  await page.keyboard.type(" Kept.");
  await expect(page.getByRole("region", { name: "What changes" }).getByRole("insertion")).toHaveText(/Kept\./);
  await expectAccessible(page);
  await press(page, send);
  await expect(editor(page)).toHaveCount(0);
  const kept = await studio.readDialogue(id);
  expect(textsOf(kept)).toEqual(old.map((text, i) => (i === 1 ? `${text} Kept.` : text)));
  await expect(turns(page).nth(1)).toContainText("Kept.");

  // What was edited is still the chosen turn.
  await expect(chosen(page)).toContainText("Kept.");
  await press(page, "j");
  await press(page, "e");
  await press(page, "Control+End");
  await page.keyboard.type(" Re-rolled.");
  await press(page, "Control+Shift+Enter");
  await expect(editor(page)).toHaveCount(0);
  const rerolled = await studio.untilDialogue(id, (live) => {
    return live.dialogue.status === "paused" && textsOf(live).length === 4;
  });
  expect(textsOf(rerolled).slice(0, 3)).toEqual([old[0], `${old[1]} Kept.`, `${old[2]} Re-rolled.`]);
  await expect(turns(page)).toHaveCount(4);
  await expect(standing(page)).toContainText("Paused");

  await press(page, "j");
  await press(page, "e");
  await press(page, "Control+End");
  await page.keyboard.type(" Stopped.");
  const stop = page.getByRole("button", { name: "Save and stop here" });
  await expect(stop).toBeEnabled();
  while (!(await stop.evaluate((button) => button === document.activeElement))) await press(page, "Tab");
  await press(page, "Enter");
  await expect(standing(page)).toContainText("Ended: a person");
  expect(textsOf(await studio.readDialogue(id)).at(-1)).toBe(`${textsOf(rerolled).at(-1)} Stopped.`);
});

test("R writes a turn again; H and L look at its versions, Enter chooses one, Z takes that back", async ({
  page,
  studio,
}) => {
  const before = await studio.pausedDialogue();
  const { id, headId } = before.dialogue;
  await watch(page, id);
  await press(page, "r");
  const after = await studio.untilDialogue(id, ({ dialogue, turns }) => {
    const head = turns.find((turn) => turn.id === dialogue.headId);
    const old = turns.find((turn) => turn.id === headId);
    return dialogue.status === "paused" && dialogue.headId !== headId && head?.parentId === old?.parentId;
  });
  await expect(turns(page).last()).toContainText("2/2");
  await expect(turns(page).last()).toContainText(lineOf(textsOf(after).at(-1)));

  await press(page, "h");
  await expect(turns(page).last()).toContainText("1/2");
  await expect(turns(page).last()).toContainText(lineOf(textsOf(before).at(-1)));
  const notice = page.getByRole("region", { name: "Another version" });
  await expect(notice).toContainText("version 1 of 2");
  await expectAccessible(page);
  // Looking decides nothing, and nothing is decided about what is only looked at.
  await press(page, "a");
  expect((await studio.readDialogue(id)).dialogue).toMatchObject({ headId: after.dialogue.headId, verdict: null });
  await press(page, "l");
  await expect(turns(page).last()).toContainText("2/2");
  await expect(notice).toHaveCount(0);

  const headNow = async () => (await studio.readDialogue(id)).dialogue.headId;
  await press(page, "h");
  await press(page, "Enter");
  await expect(notice).toHaveCount(0);
  await expect.poll(headNow).toBe(headId);
  await press(page, "z");
  await expect.poll(headNow).toBe(after.dialogue.headId);
});

test("T says the next turn, X rejects the answer for a reason", async ({ page, studio }) => {
  const before = await studio.pausedDialogue();
  const { id } = before.dialogue;
  const words = "Let us talk about lighthouses instead.";
  await watch(page, id);
  await press(page, "t");
  await expect(page.getByRole("textbox", { name: "What to say" })).toBeFocused();
  await page.keyboard.type(words);
  await expectAccessible(page);
  await press(page, send);
  const spoken = await studio.untilDialogue(id, (live) => {
    return live.dialogue.status === "paused" && textsOf(live).length === textsOf(before).length + 2;
  });
  expect(textsOf(spoken).at(-2)).toBe(words);
  await expect(turns(page).filter({ hasText: words })).toContainText("Person");
  await expect(standing(page)).toContainText("Paused");

  await press(page, "x");
  await press(page, "2");
  await expect(page.getByRole("button", { name: "Off topic", pressed: true })).toBeVisible();
  await expectAccessible(page);
  await press(page, "Enter");
  await studio.untilDialogue(id, ({ dialogue }) => {
    return dialogue.status === "paused" && dialogue.headId !== spoken.dialogue.headId && dialogue.rounds > 0;
  });
  const { items } = await studio.call("listDecisions", { params: { dialogueId: id } });
  expect(items[0]?.act).toMatchObject({
    kind: "reject_turn",
    turnId: spoken.dialogue.headId,
    reasons: ["Off topic"],
  });
});

test("text typed while somebody else moves the dialogue survives the conflict and can be applied", async ({
  page,
  studio,
  expectedNoise,
}) => {
  expectedNoise.push(/status of 409/);
  const before = await studio.pausedDialogue();
  const { id, headId } = before.dialogue;
  const words = "Mine, typed before the other one was quicker.";
  await watch(page, id);
  await press(page, "t");
  await page.keyboard.type(words);
  // The other person acts when ours is on its way already: the page could not have known.
  await page.route(
    `**/dialogues/${id}/acts`,
    async (route) => {
      await studio.act(id, { kind: "take_over", headId, text: "Theirs." });
      await studio.untilDialogue(id, ({ dialogue }) => dialogue.status === "paused" && dialogue.headId !== headId);
      await route.continue();
    },
    { times: 1 },
  );
  const refused = page.waitForResponse((response) => response.status() === 409);
  await press(page, send);
  await refused;
  await expect(page.getByText("The dialogue changed while you were typing")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "What to say" })).toHaveValue(words);
  await expect(turns(page).filter({ hasText: "Theirs." })).toBeVisible();
  await expectAccessible(page);

  await press(page, send);
  await expect(page.getByRole("textbox", { name: "What to say" })).toHaveCount(0);
  const texts = textsOf(await studio.readDialogue(id));
  expect(texts.indexOf(words)).toBeGreaterThan(texts.indexOf("Theirs."));
});

test("a reload in the middle of typing loses nothing", async ({ page, studio }) => {
  const before = await studio.pausedDialogue();
  const { id } = before.dialogue;
  await watch(page, id);
  await press(page, "e");
  await press(page, "Control+End");
  await page.keyboard.type(" Half a thought");
  await page.reload();
  await expect(editor(page)).toHaveValue(`${textsOf(before).at(-1)} Half a thought`);
  await press(page, "Escape");
  await expect(editor(page)).toHaveCount(0);
  expect((await studio.readDialogue(id)).dialogue.version).toBe(before.dialogue.version);
});

/** Enough of a turn to find it by, on one line: the page may break it into blocks. */
function lineOf(text = ""): string {
  const line = (text.split("\n")[0] ?? "").replace(/^(?:#+|[-*>]|\d+\.) /, "");
  const words = line.split(/[*`_[\]$|]/).find((part) => part.trim() !== "") ?? "";
  return words.slice(0, 60).trim();
}
