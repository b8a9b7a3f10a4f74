import { createHash } from "node:crypto";

/** A project file that somebody changed and gave the right counts and sums, as whoever forges one would. */
export function resealed(file: string): string {
  const [first = "", ...rest] = file.trimEnd().split("\n");
  const counts = new Map<string, number>();
  const lines: string[] = [];
  let sum = createHash("sha256");
  let count = 0;
  for (const line of rest.slice(0, -1)) {
    const mark = line.startsWith("[") ? (JSON.parse(line) as string[]) : null;
    if (mark?.[0] === "end") {
      counts.set(mark[1] ?? "", count);
      lines.push(JSON.stringify(["end", mark[1], count, sum.digest("hex")]));
    } else lines.push(line);
    if (mark) {
      sum = createHash("sha256");
      count = 0;
    } else {
      sum.update(`${line}\n`);
      count += 1;
    }
  }
  const head = JSON.parse(first) as { tables: { name: string; rows: number }[] };
  for (const table of head.tables) table.rows = counts.get(table.name) ?? 0;
  const body = [JSON.stringify(head), ...lines].map((line) => `${line}\n`).join("");
  const rows = [...counts.values()].reduce((all, one) => all + one, 0);
  return `${body}${JSON.stringify(["whole", rows, createHash("sha256").update(body).digest("hex")])}\n`;
}
