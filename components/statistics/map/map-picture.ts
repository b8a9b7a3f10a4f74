import { mapSide } from "@/lib/domain/statistics/packed-map";
import type { Picture } from "../../charts/save-chart";
import type { MapView, Size } from "./map-view";
import { type Drawing, hidden, radiusOf } from "./paint-points";

const legendLine = 18;

/** The map as it is seen, with its legend: each colour is one path of dots, so that 50,000 points are a file of a megabyte. */
export function pictureOfMap(
  { places, groups, order }: Drawing,
  view: MapView,
  { width, height }: Size,
  legend: readonly { name: string; colour: string; count: number }[],
): Picture {
  const dots = legend.map(() => [] as string[]);
  for (const point of order) {
    const group = groups[point] as number;
    if (group === hidden) continue;
    const x = view.x + (view.scale * (places[2 * point] as number)) / mapSide;
    const y = view.y + (view.scale * (places[2 * point + 1] as number)) / mapSide;
    if (x < 0 || y < 0 || x > width || y > height) continue;
    dots[group]?.push(`M${x.toFixed(1)} ${y.toFixed(1)}h0`);
  }
  const across = 2 * radiusOf(places.length / 2, view.scale, width) + 0.6;
  const paths = legend.map(
    ({ colour }, i) => `<path d="${dots[i]?.join("") ?? ""}" stroke="${colour}" stroke-width="${across.toFixed(1)}"/>`,
  );
  const shown = legend.filter(({ count }) => count > 0);
  const words = shown.map(
    ({ name, colour, count }, i) =>
      `<circle cx="12" cy="${height + 14 + i * legendLine}" r="5" fill="${colour}"/><text x="24" y="${height + 18 + i * legendLine}">${escaped(name)} (${count})</text>`,
  );
  const whole = height + 12 + shown.length * legendLine;
  const { backgroundColor, color, fontFamily } = getComputedStyle(document.body);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}"><rect width="100%" height="100%" fill="${backgroundColor}"/><g fill="none" stroke-linecap="round">${paths.join("")}</g><g font-size="12" fill="${color}" font-family="${escaped(fontFamily)}">${words.join("")}</g></svg>`;
  return { svg, width, height: whole };
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
