import { join } from "node:path";
import { expect, it } from "vitest";
import type { SideBySide, SideBySideCell } from "@/lib/domain/statistics/side-by-side";
import { sideBySideSvg } from "./draw-side-by-side";
import { sideBySideCsv, sideBySideLatex, sideBySideMarkdown } from "./write-side-by-side";

const cell = (mean: number, more: Partial<SideBySideCell> = {}): SideBySideCell => ({
  mean,
  interval: null,
  values: 40,
  skipped: 0,
  difference: null,
  ...more,
});
const column = { kind: "snapshot" as const, dialogues: 40, tokenizer: "o200k", source: null, isReference: false };
const row = { of: "question" as const, unit: "", definition: "What is counted.", source: "PlatoLM" };

/** Names as people give them, and a cell of each kind. */
const table: SideBySide = {
  columns: [
    { ...column, id: "snp_1", name: "People & others, No. 1", isReference: true },
    { ...column, id: "snp_2", name: '=HYPERLINK("x")\n50 % of $a_b | <b>**~^{#}\\, No. 2' },
    { ...column, id: "snp_3", name: "[真实] 对话, No. 12", tokenizer: null },
    { ...column, id: "baize", name: "Baize-10K", kind: "published", tokenizer: "LLaMA", source: "token_stat.ipynb" },
  ],
  measured: [],
  against: "snp_1",
  rows: [
    {
      ...row,
      id: "rounds",
      name: "Rounds",
      cells: [
        cell(5.365, { interval: { low: 5.1, high: 5.63 } }),
        cell(2424.74, {
          interval: { low: 2000.111, high: 2849.369 },
          difference: { difference: 2419.375, interval: { low: -1, high: 4839.75 }, inDeviations: 1.2345 },
        }),
        null,
        cell(3.79, { values: null }),
      ],
    },
    {
      ...row,
      id: "questionMark",
      name: "With a question mark",
      unit: "share",
      cells: [
        cell(0.5),
        cell(0.4, { difference: { difference: -0.1, interval: null, inDeviations: null }, skipped: 3 }),
        null,
        null,
      ],
    },
    { ...row, id: "mtld", name: "[MTLD]", unit: "words", cells: [null, null, null, null] },
  ],
};

const golden = (name: string) => join(import.meta.dirname, "golden", name);

it.each([
  ["side-by-side.csv", sideBySideCsv],
  ["side-by-side.md", sideBySideMarkdown],
  ["side-by-side.tex", sideBySideLatex],
  ["side-by-side.svg", sideBySideSvg],
])("%s is written as it was", async (name, write) => {
  await expect(write(table)).toMatchFileSnapshot(golden(name));
});

it("no file takes a name for a formula, a command or a mark", () => {
  expect(sideBySideCsv(table)).toContain(`"'=HYPERLINK(""x"")`);
  expect(sideBySideMarkdown(table)).not.toMatch(/<b>|[^\\]\*\*/);
  expect(sideBySideLatex(table)).toContain("50 \\% of \\$a\\_b");
  expect(sideBySideLatex(table)).not.toMatch(/^\[/m);
  expect(sideBySideSvg(table)).not.toMatch(/<b>/);
});

it("nothing to compare is a table without rows, and never NaN", () => {
  const empty: SideBySide = { columns: [], measured: [], against: null, rows: [] };
  for (const write of [sideBySideCsv, sideBySideMarkdown, sideBySideLatex, sideBySideSvg])
    expect(write(empty)).not.toMatch(/NaN|undefined|Infinity/);
});
