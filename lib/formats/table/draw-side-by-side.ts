import type { SideBySide } from "@/lib/domain/statistics/side-by-side";
import { sideBySideText, type TextTable } from "./side-by-side-text";
import { oneLine } from "./write-side-by-side";

const [lineHeight, rowRoom, letter, margin, widest] = [17, 14, 7.2, 20, 34];

/** A picture of it, ink on paper: it goes into slides and papers, whatever the studio looks like. */
export function sideBySideSvg(sides: SideBySide): string {
  const table = sideBySideText(sides);
  const widths = widthsOf(table);
  const edges = [margin];
  for (const width of widths) edges.push((edges.at(-1) ?? 0) + width);
  const width = Math.ceil((edges.at(-1) ?? 0) + margin);
  const parts: string[] = [];
  let y = margin + lineHeight;
  const text = (x: number, at: number, style: string, said: string) =>
    parts.push(`<text x="${round(x)}" y="${round(at)}" ${style}>${inXml(shortened(said))}</text>`);
  const rule = (at: number, weight: number) =>
    parts.push(
      `<line x1="${margin}" x2="${width - margin}" y1="${round(at)}" y2="${round(at)}" stroke="#222" stroke-width="${weight}"/>`,
    );
  rule(y - lineHeight, 1.5);
  for (const [i, head] of table.head.entries())
    text(i === 0 ? margin : (edges[i + 1] ?? 0), y, `font-weight="600"${i === 0 ? "" : end}`, head);
  y += rowRoom / 2;
  rule(y, 0.75);
  for (const { name, cells } of table.rows) {
    y += lineHeight;
    text(margin, y, "", name);
    for (const [i, lines] of cells.entries())
      for (const [j, line] of lines.entries())
        text(edges[i + 2] ?? 0, y + j * lineHeight, `${j === 0 ? "" : `font-size="11" fill="#555"`}${end}`, line);
    y += (Math.max(1, ...cells.map(({ length }) => length)) - 1) * lineHeight + rowRoom / 2;
  }
  rule(y, 1.5);
  for (const note of table.notes.flatMap((note) => folded(note, (width - 2 * margin) / 5.8))) {
    y += lineHeight;
    parts.push(`<text x="${margin}" y="${round(y)}" font-size="11" fill="#555">${inXml(note)}</text>`);
  }
  const height = Math.ceil(y + margin);
  const font = `font-family="Helvetica, Arial, sans-serif" font-size="13" fill="#222"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ${font}>
<title>Measures side by side</title>
<rect width="${width}" height="${height}" fill="#fff"/>
${parts.join("\n")}
</svg>
`;
}

const end = ` text-anchor="end"`;

/** As wide as the longest line of each column, by what letters take on average. */
function widthsOf({ head, rows }: TextTable): number[] {
  return head.map((name, i) => {
    const lines = i === 0 ? rows.map(({ name }) => name) : rows.flatMap(({ cells }) => cells[i - 1] ?? []);
    return Math.max(...[name, ...lines].map((line) => Math.min(widest, [...line].length))) * letter + 18;
  });
}

function shortened(text: string): string {
  const letters = [...oneLine(text)];
  return letters.length > widest ? `${letters.slice(0, widest - 1).join("")}…` : letters.join("");
}

function folded(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of oneLine(text).split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function inXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
