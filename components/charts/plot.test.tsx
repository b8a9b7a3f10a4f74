import { fireEvent, render, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { LineChart } from "./line-chart";
import { pictureOf } from "./save-chart";
import { type ScatterPanel, SmallMultiples } from "./scatter-chart";

const format = (value: number) => value.toFixed(1);

function panel(key: string, title: string): ScatterPanel {
  return {
    key,
    title,
    note: "n 2",
    x: { label: title, format },
    y: { label: "Score", format },
    points: [
      { key: "a", label: "No. 1", position: 0, x: 1, y: 6, xInterval: { low: 0.5, high: 1.5 }, href: "/a" },
      { key: "b", label: "No. 2", position: 1, x: 2, y: 7, yInterval: { low: 6.5, high: 7.5 }, href: "/b" },
    ],
  };
}

it("each point is a link that says what it stands for, is told while it has the focus, and stands in a table", () => {
  const { container } = render(
    <SmallMultiples caption="All" panels={[panel("one", "Rounds"), panel("two", "MTLD")]} />,
  );
  const said = "No. 1: MTLD 1.0 (0.5 to 1.5); Score 6.0";
  const point = screen.getByRole("link", { name: said });
  expect(point.getAttribute("href")).toBe("/a");
  expect(screen.queryByText(said)).toBeNull();
  fireEvent.focus(point);
  expect(screen.getByText(said)).toBeTruthy();
  fireEvent.blur(point);
  expect(screen.queryByText(said)).toBeNull();
  const table = screen.getByRole("table", { hidden: true });
  expect(within(table).getAllByRole("row", { hidden: true })).toHaveLength(5);
  expect(container.innerHTML).not.toContain("NaN");
});

it("all plots of a figure are saved as one picture, without addresses and names of styles", () => {
  const { container } = render(
    <SmallMultiples caption="All" panels={[panel("one", "Rounds"), panel("two", "MTLD")]} />,
  );
  const saved = pictureOf(container)?.svg ?? "";
  expect(saved.match(/data-chart/g)).toHaveLength(2);
  expect(saved).toContain("MTLD");
  expect(saved).not.toMatch(/href=|class=|NaN/);
});

it("lines join their points from left to right, and a point without an interval has none", () => {
  const points = [3, 1, 2].map((x) => ({ key: `${x}`, label: `Size ${x}`, x, y: x * 2, href: `/${x}` }));
  const { container } = render(
    <LineChart
      title="Growth"
      x={{ label: "Size", format }}
      y={{ label: "Score", format }}
      series={[{ key: "all", label: "All", position: 0, points }]}
    />,
  );
  const path = container.querySelector("path[fill=none]")?.getAttribute("d") ?? "";
  const across = path
    .split(/[ML]/)
    .slice(1)
    .map((at) => Number(at.split(",")[0]));
  expect(across).toHaveLength(3);
  expect(across).toEqual(across.toSorted((a, b) => a - b));
  expect(screen.getByRole("link", { name: "Size 3: 3.0, 6.0" })).toBeTruthy();
});

it("stands still without any points", () => {
  const { container } = render(<SmallMultiples caption="None" panels={[{ ...panel("one", "Rounds"), points: [] }]} />);
  expect(container.innerHTML).not.toContain("NaN");
  expect(screen.queryAllByRole("link")).toEqual([]);
});
