import { csvCell } from "@/lib/base/csv-cell";
import type { SideBySide } from "@/lib/domain/statistics/side-by-side";
import { sideBySideText } from "./side-by-side-text";

const csvHead =
  "measure,unit,of,column,kind,value,low,high,n,skipped,difference,difference_low,difference_high,deviations,against,tokenizer,source";

/** A line for each cell, with numbers as they are. */
export function sideBySideCsv({ columns, against, rows }: SideBySide): string {
  const base = columns.find(({ id }) => id === against)?.name ?? "";
  const lines = rows.flatMap(({ name, unit, of, source, cells }) =>
    columns.flatMap((column, i) => {
      const cell = cells[i];
      if (!cell) return [];
      const { mean, interval, values, skipped, difference } = cell;
      const numbers = [mean, interval?.low, interval?.high, values, skipped];
      const held = [
        difference?.difference,
        difference?.interval?.low,
        difference?.interval?.high,
        difference?.inDeviations,
      ];
      const said = [name, unit, of, column.name, column.kind];
      const about = [difference ? base : "", column.tokenizer ?? "", column.source ?? source];
      return [[...said, ...numbers, ...held, ...about].map((value) => csvCell(value ?? "")).join(",")];
    }),
  );
  return `${[csvHead, ...lines].join("\r\n")}\r\n`;
}

export function sideBySideMarkdown(table: SideBySide): string {
  const { head, rows, notes } = sideBySideText(table);
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return `${[
    line(head.map(inMarkdown)),
    line(head.map((_, i) => (i === 0 ? "---" : "--:"))),
    ...rows.map(({ name, cells }) =>
      line([inMarkdown(name), ...cells.map((lines) => lines.map(inMarkdown).join("<br>"))]),
    ),
    "",
    ...notes.flatMap((note) => [inMarkdown(note), ""]),
  ]
    .join("\n")
    .trimEnd()}\n`;
}

/** What a name may hold and a table, a link or a page would take for its own. */
function inMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]|~#]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** A table of booktabs, in pieces that a paper takes as they are. */
export function sideBySideLatex(table: SideBySide): string {
  const { head, rows, notes } = sideBySideText(table);
  const cell = ([value = "", ...more]: readonly string[]) =>
    more.length === 0
      ? inLatex(value)
      : `\\begin{tabular}[t]{@{}r@{}}${[inLatex(value), ...more.map((line) => `{\\scriptsize ${inLatex(line)}}`)].join(" \\\\ ")}\\end{tabular}`;
  return `${[
    "% \\usepackage{booktabs}; names in other scripts want XeLaTeX or LuaLaTeX",
    "\\begin{table}",
    "\\centering",
    `\\begin{tabular}{l${"r".repeat(head.length - 1)}}`,
    "\\toprule",
    `${head.map(inLatex).join(" & ")} \\\\`,
    "\\midrule",
    ...rows.map(({ name, cells }) => `${[inLatex(name), ...cells.map(cell)].join(" & ")} \\\\`),
    "\\bottomrule",
    "\\end{tabular}",
    `\\caption{${notes.map(inLatex).join(" ")}}`,
    "\\end{table}",
  ].join("\n")}\n`;
}

const latex: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  "−": "$-$",
  "–": "--",
  Δ: "$\\Delta$",
};

function inLatex(text: string): string {
  // At the beginning of a row these would be read as a part of the end of the row before.
  return oneLine(text).replace(
    /[\\~^<>|−–Δ]|[&%$#_{}]|^[[*]/g,
    (sign) => latex[sign] ?? ("[*".includes(sign) ? `{${sign}}` : `\\${sign}`),
  );
}

/** A name on one line, whatever stands in it. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}
