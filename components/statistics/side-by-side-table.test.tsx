import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { SideBySide, SideBySideCell } from "@/lib/domain/statistics/side-by-side";
import { SideBySideTable } from "./side-by-side-table";

const cell = (mean: number, inDeviations?: number): SideBySideCell => ({
  mean,
  interval: null,
  values: 8,
  skipped: 0,
  difference: inDeviations === undefined ? null : { difference: 1, interval: null, inDeviations },
});
const row = { of: "question" as const, unit: "", definition: "What is counted.", source: "PlatoLM" };
const column = { kind: "snapshot" as const, dialogues: 8, tokenizer: "o200k", source: null, isReference: false };

const table: SideBySide = {
  columns: [
    { ...column, id: "snp_1", name: "People", isReference: true },
    { ...column, id: "snp_2", name: "Bots" },
  ],
  measured: ["snp_1", "snp_2"],
  against: "snp_1",
  rows: [
    { ...row, id: "b", name: "Rounds", cells: [cell(2), cell(3, 0.1)] },
    { ...row, id: "c", name: "Words", cells: [cell(9), null] },
    { ...row, id: "a", name: "Length", cells: [cell(5), cell(6, -2)] },
  ],
};

const measures = () => screen.getAllByRole("row").map((one) => one.querySelector("summary")?.textContent?.trim());

it("puts rows in order by name, by value, and by how far a column lies from what it is held against", () => {
  const { container } = render(<SideBySideTable table={table} />);
  const asDefined = [undefined, "Rounds", "Words", "Length"];
  expect(measures()).toEqual(asDefined);
  fireEvent.click(screen.getByRole("button", { name: /Measure/ }));
  expect(measures()).toEqual([undefined, "Length", "Rounds", "Words"]);
  fireEvent.click(screen.getByRole("button", { name: /People/ }));
  expect(measures()).toEqual([undefined, "Words", "Length", "Rounds"]);
  fireEvent.click(screen.getByRole("button", { name: /Bots/ }));
  // −2 lies farther than 0.1; what has no value comes last.
  expect(measures()).toEqual([undefined, "Length", "Rounds", "Words"]);
  expect(screen.getByRole("columnheader", { name: /Bots/ }).getAttribute("aria-sort")).toBe("descending");
  fireEvent.click(screen.getByRole("button", { name: /Bots/ }));
  expect(measures()).toEqual(asDefined);
  expect(container.innerHTML).not.toContain("NaN");
});

it("each cell opens the figures of its snapshot, and one without a value says so", () => {
  render(<SideBySideTable table={table} />);
  expect(screen.getByRole("link", { name: "Rounds of Bots: 3" }).getAttribute("href")).toContain("snp_2/figures");
  expect(screen.getAllByText("none")).toHaveLength(1);
});
