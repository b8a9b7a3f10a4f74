import { render, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { PreviewRow, PreviewSample } from "@/lib/domain/training/preview";
import { SeenRow } from "./seen-row";

const piece = (text: string, isTrained: boolean, isMark = false) => ({ text, isTrained, isMark, by: null });
const loaded: PreviewSample = {
  as: "row",
  why: null,
  answer: null,
  tokens: 6,
  trained: 3,
  lost: 0,
  isWhole: true,
  pieces: [
    piece("<|im_start|>", false, true),
    piece("hello", false),
    piece("\n", false),
    piece("good", true),
    piece(" morning", true),
    piece("<|im_end|>", true, true),
  ],
};
const row = (...samples: PreviewSample[]): PreviewRow => ({ dialogueId: "dlg_1", part: null, samples });

describe("a row as the trainer sees it", () => {
  it("marks what is trained for eyes and ears, token by token", () => {
    const { container } = render(<SeenRow row={row(loaded)} />);
    expect(screen.getByText("6 tokens, 3 of them trained")).toBeTruthy();
    const trained = container.querySelectorAll("mark");
    expect(trained).toHaveLength(1);
    expect(trained[0]?.textContent).toBe("Trained: good morning<|im_end|> End of what is trained. ");
    expect([...(trained[0]?.querySelectorAll("span:not(.sr-only)") ?? [])].map((one) => one.textContent)).toEqual([
      "good",
      " morning",
      "<|im_end|>",
    ]);
  });

  it("shows line breaks, and is reached by keyboard where it scrolls", () => {
    render(<SeenRow row={row(loaded)} />);
    const tokens = screen.getByRole("region", { name: "Its tokens" });
    expect(tokens.tabIndex).toBe(0);
    expect(within(tokens).getByText("⏎")).toBeTruthy();
    expect(screen.queryByText(/It goes on/)).toBeNull();
  });

  it("says that a long row goes on, however many tokens a letter takes", () => {
    render(<SeenRow row={row({ ...loaded, isWhole: false })} />);
    expect(screen.getByText("It goes on; its beginning is shown.")).toBeTruthy();
  });

  it("says what the length cuts off, and why there is nothing to see", () => {
    const nothing = { ...loaded, tokens: 0, trained: 0, pieces: [] };
    render(<SeenRow row={row({ ...loaded, lost: 12 }, { ...nothing, as: "dropped", why: "too_long" })} />);
    expect(screen.getByText("12 trained tokens cut off")).toBeTruthy();
    expect(screen.getByText("Left out by the trainer")).toBeTruthy();
    expect(screen.getByText(/longer than the trainer's length/)).toBeTruthy();
  });
});
