import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { sampleDialogue } from "@/lib/testing/sample-dialogue";
import { DialogueTable, rowsMoment } from "./dialogue-table";

const dialogues = Array.from({ length: 1_000 }, (_, i) =>
  sampleDialogue(null, { id: `d${i + 1}`, number: i + 1, opening: `Opening ${i + 1}` }),
);

beforeEach(() => {
  // No layout here: each row is as high as one is likely to be.
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(59);
  vi.spyOn(window, "scrollY", "get").mockReturnValue(0);
});

it("keeps a short list whole", () => {
  render(<DialogueTable dialogues={dialogues.slice(0, 100)} />);
  expect(screen.getAllByRole("link")).toHaveLength(100);
});

it("leaves out of the page what is out of sight of a long one, and says how many rows there are", async () => {
  await rowsMoment.load();
  render(<DialogueTable dialogues={dialogues} />);
  expect((await screen.findByText("Opening 1")).closest("tr")?.getAttribute("aria-rowindex")).toBe("2");
  expect(screen.getByRole("table").getAttribute("aria-rowcount")).toBe("1001");
  expect(screen.getAllByRole("link").length).toBeLessThan(60);

  vi.spyOn(window, "scrollY", "get").mockReturnValue(59 * 500);
  fireEvent.scroll(window);
  await waitFor(() => expect(screen.queryByText("Opening 505")).not.toBeNull());
  expect(screen.queryByText("Opening 1")).toBeNull();
  expect(screen.getAllByRole("link").length).toBeLessThan(60);
});
