const drawn = ["fill", "stroke", "stroke-width", "font-family", "font-size", "font-weight", "text-anchor", "opacity"];

const margin = 16;

/** What is saved: a picture that needs no style sheet, and how large it is. */
export type Picture = { svg: string; width: number; height: number };

/** The charts of a figure with the colours and fonts that they have on the page, placed as they are, on the page's ground. */
export function pictureOf(figure: Element): Picture | null {
  const charts = [...figure.querySelectorAll<SVGSVGElement>("svg[data-chart]")];
  const [first] = charts;
  if (!first) return null;
  const seen = charts.map((chart) => chart.getBoundingClientRect());
  // As large as the first was drawn, whatever room the window leaves it.
  const scale = first.viewBox.baseVal.width / (seen[0]?.width || 1);
  const [left, top] = [Math.min(...seen.map(({ x }) => x)), Math.min(...seen.map(({ y }) => y))];
  const parts = charts.map((chart, i) => {
    const { x = 0, y = 0, width = 0, height = 0 } = seen[i] ?? {};
    const place = { x: (x - left) * scale, y: (y - top) * scale, width: width * scale, height: height * scale };
    return { place, copy: standalone(chart, place) };
  });
  const width = Math.max(...parts.map(({ place }) => place.x + place.width)) + 2 * margin;
  const height = Math.max(...parts.map(({ place }) => place.y + place.height)) + 2 * margin;
  const picture = element("svg", { width, height, viewBox: `${-margin} ${-margin} ${width} ${height}` });
  const fill = getComputedStyle(document.body).backgroundColor;
  picture.append(element("rect", { x: -margin, y: -margin, width, height, fill }));
  picture.append(...parts.map(({ copy }) => copy));
  return { svg: new XMLSerializer().serializeToString(picture), width, height };
}

function standalone(chart: SVGSVGElement, place: Record<string, number>): Element {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const originals = [chart, ...chart.querySelectorAll<SVGElement>("*")];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  for (const [i, original] of originals.entries()) {
    const style = getComputedStyle(original);
    copies[i]?.removeAttribute("class");
    for (const name of drawn) copies[i]?.setAttribute(name, style.getPropertyValue(name));
  }
  for (const link of copy.querySelectorAll("a")) link.removeAttribute("href"); // addresses of this studio
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, `${value}`);
  return copy;
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, `${value}`);
  return made;
}

/** Hands a picture to the browser as a file. */
export async function savePicture({ svg, width, height }: Picture, name: string, kind: "svg" | "png"): Promise<void> {
  const blob = new Blob([svg], { type: "image/svg+xml" });
  offer(kind === "svg" ? blob : await toPng(blob, width, height), `${name}.${kind}`);
}

async function toPng(svg: Blob, width: number, height: number): Promise<Blob> {
  const url = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    const scale = 2; // for print and dense screens
    canvas.width = width * scale;
    canvas.height = height * scale;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error("The picture could not be drawn."))),
        "image/png",
      ),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

function offer(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
