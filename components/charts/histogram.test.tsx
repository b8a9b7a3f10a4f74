import { render, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { Histogram } from "./histogram";

const bin = (edge: number, count: number, against: number | null = null) => {
  return { key: `${edge}`, label: `${edge} to ${edge + 1}`, tick: `${edge}`, count, against, href: `/d?from=${edge}` };
};

it("each bar opens what is behind it, says its share, and stands in a table beside people's", () => {
  const bins = [bin(0, 30, 5), bin(1, 10, 0), bin(2, 0, 5)];
  const { container } = render(<Histogram title="Rounds" noun="dialogues" axis="" bins={bins} />);
  const bar = screen.getByRole("link", { name: "0 to 1: 75 %, 30 dialogues; people 50 %" });
  expect(bar.getAttribute("href")).toBe("/d?from=0");
  const table = screen.getByRole("table", { hidden: true });
  expect(within(table).getAllByRole("row", { hidden: true })).toHaveLength(4);
  expect(within(table).getAllByText("50 %")).toHaveLength(2);
  expect(container.innerHTML).not.toContain("NaN");
});

it("of one value, of none and without people it is drawn all the same, without NaN", () => {
  for (const bins of [[bin(3, 1)], [bin(0, 0), bin(1, 0)], []]) {
    const { container, unmount } = render(<Histogram title="Rounds" noun="dialogues" axis="" bins={bins} />);
    expect(container.querySelectorAll("svg[data-chart] a")).toHaveLength(bins.length);
    expect(container.innerHTML).not.toMatch(/NaN|Infinity|undefined/);
    unmount();
  }
});
