import type { SideBySide, SideBySideCell, SideBySideRow } from "@/lib/domain/statistics/side-by-side";

/** A table as people read it: each cell in lines, the value first. */
export type TextTable = { head: string[]; rows: { name: string; cells: string[][] }[]; notes: string[] };

/** The table in words, for files that are read and not computed with. */
export function sideBySideText({ columns, against, rows }: SideBySide): TextTable {
  const base = columns.find(({ id }) => id === against);
  const head = columns.map(({ name, isReference }) => (isReference ? `${name} (human reference)` : name));
  const notes = ["Means with 95 % intervals over dialogues and the number of values."];
  if (base && columns.length > 1)
    notes.push(
      `Δ: difference to ${base.name} with its 95 % interval, and in standard deviations (SD) of that one's values.`,
    );
  const counters = new Set(
    columns.flatMap(({ tokenizer, kind }) => (tokenizer && kind !== "published" ? [tokenizer] : [])),
  );
  if (counters.size > 0) notes.push(`Tokens by ${[...counters].join(", ")}.`);
  const published = columns.filter(({ kind }) => kind === "published");
  for (const source of new Set(published.map(({ source, tokenizer }) => `${source}; tokens by ${tokenizer}`)))
    notes.push(`${published.map(({ name }) => name).join(", ")}: as published (${source}).`);
  return {
    head: ["Measure", ...head],
    rows: rows.map((row) => ({ name: nameOf(row), cells: row.cells.map((cell) => linesOf(cell, row.unit)) })),
    notes,
  };
}

function nameOf({ name, unit }: SideBySideRow): string {
  if (unit === "share") return `${name} (%)`;
  return unit === "" ? name : `${name} (${unit})`;
}

function linesOf(cell: SideBySideCell | null, unit: string): string[] {
  if (cell === null) return ["–"];
  const { mean, interval, values, difference } = cell;
  const tell = (value: number) => plain(unit === "share" ? 100 * value : value);
  const range = ({ low, high }: { low: number; high: number }) => `[${tell(low)}, ${tell(high)}]`;
  const lines = [tell(mean)];
  if (interval) lines.push(range(interval));
  if (values !== null) lines.push(`n = ${values}`);
  if (difference) {
    const inDeviations = difference.inDeviations === null ? "" : ` (${signed(plain(difference.inDeviations, 2))} SD)`;
    const within = difference.interval ? ` ${range(difference.interval)}` : "";
    lines.push(`Δ ${signed(tell(difference.difference))}${within}${inDeviations}`);
  }
  return lines;
}

/** Four digits, as a mean is known at best, and without marks between thousands: others compute with it. */
function plain(value: number, digits = 4): string {
  return String(Number(value.toPrecision(digits))).replace("-", "−");
}

function signed(told: string): string {
  return told.startsWith("−") || told === "0" ? told : `+${told}`;
}
