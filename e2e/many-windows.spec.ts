import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const follows = (page: Page) => expect(page.getByRole("status").filter({ hasText: "Connecting" })).toHaveCount(0);

test("ten windows of a browser live by one event stream, and the tenth as the first", async ({ context, studio }) => {
  const ownStreams: string[] = [];
  context.on("request", (request) => {
    if (new URL(request.url()).pathname.endsWith("/events")) ownStreams.push(request.url());
  });
  const { dialogue, turns } = await studio.pausedDialogue();
  const addresses = Array.from({ length: 8 }, () => `/dialogues/${dialogue.id}`);
  const pages: Page[] = [];
  for (const address of [...addresses, "/live", "/jobs"]) {
    const page = await context.newPage();
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await follows(page);
    pages.push(page);
  }
  const text = "What all ten windows hear at once";
  await studio.act(dialogue.id, {
    kind: "edit",
    headId: dialogue.headId,
    turnId: turns.at(-1)?.id ?? "",
    text,
    after: "keep",
  });
  for (const page of pages.slice(0, addresses.length)) await expect(page.getByText(text).first()).toBeVisible();
  expect(ownStreams, "no window has a stream of its own").toEqual([]);

  // One that is closed takes nothing from the others, and what a window asks for is answered beside those that follow.
  await pages[0]?.close();
  const tenth = pages[9] ?? pages[1];
  await tenth?.goto(`/dialogues/${dialogue.id}`);
  const open = pages.slice(1, addresses.length);
  await studio.act(dialogue.id, { kind: "tag", tags: ["heard-by-all"] });
  for (const page of tenth ? [...open, tenth] : open)
    await expect(page.getByText("heard-by-all").first()).toBeVisible();
});
