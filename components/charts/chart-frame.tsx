"use client";

import { type ReactNode, useRef } from "react";
import { Button } from "../ui/button";
import { Panel } from "../ui/panel";

const drawn = ["fill", "stroke", "stroke-width", "font-family", "font-size", "font-weight", "text-anchor", "opacity"];

const margin = 16;

type ChartFrameProps = {
  title: string;
  /** What the figures rest on: n, convention, source. Always there. */
  caption: ReactNode;
  /** Names the saved files. */
  fileName: string;
  children: ReactNode;
};

/** A chart with what it rests on, to be saved as SVG or PNG as it is seen. */
export function ChartFrame({ title, caption, fileName, children }: ChartFrameProps) {
  const frame = useRef<HTMLElement>(null);
  async function save(kind: "svg" | "png") {
    const svg = frame.current?.querySelector("svg[data-chart]");
    if (!(svg instanceof SVGSVGElement)) return;
    await saveChart(svg, fileName, kind);
  }
  return (
    <Panel
      title={title}
      description={caption}
      aside={
        <div className="flex gap-1">
          <Button size="sm" variant="quiet" onClick={() => save("svg")}>
            SVG<span className="sr-only"> of {title}</span>
          </Button>
          <Button size="sm" variant="quiet" onClick={() => save("png")}>
            PNG<span className="sr-only"> of {title}</span>
          </Button>
        </div>
      }
    >
      <figure ref={frame} className="overflow-x-auto">
        {children}
      </figure>
    </Panel>
  );
}

/** Saves a chart with the colours and fonts that it has on the page, on the page's ground. */
async function saveChart(svg: SVGSVGElement, fileName: string, kind: "svg" | "png"): Promise<void> {
  const { width, height } = svg.viewBox.baseVal;
  const text = new XMLSerializer().serializeToString(standalone(svg, width, height));
  const blob = new Blob([text], { type: "image/svg+xml" });
  offer(kind === "svg" ? blob : await toPng(blob, width + 2 * margin, height + 2 * margin), `${fileName}.${kind}`);
}

/** A copy that needs no style sheet. */
function standalone(svg: SVGSVGElement, width: number, height: number): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll<SVGElement>("*")];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  for (const [i, original] of originals.entries()) {
    const style = getComputedStyle(original);
    const target = copies[i];
    target?.removeAttribute("class");
    for (const name of drawn) target?.setAttribute(name, style.getPropertyValue(name));
  }
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("viewBox", `${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`);
  copy.setAttribute("width", `${width + 2 * margin}`);
  copy.setAttribute("height", `${height + 2 * margin}`);
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ x: -margin, y: -margin, width: "100%", height: "100%" }))
    ground.setAttribute(name, `${value}`);
  ground.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  copy.prepend(ground);
  return copy;
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
