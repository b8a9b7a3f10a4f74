"use client";

import { type ReactNode, useRef } from "react";
import { Button } from "../ui/button";
import { Panel } from "../ui/panel";
import { type Picture, pictureOf, savePicture } from "./save-chart";

type ChartFrameProps = {
  title: string;
  /** What the figures rest on: n, convention, source. Always there. */
  caption: ReactNode;
  /** Names the saved files. */
  fileName: string;
  /** What is saved, where it is more than charts of SVG. */
  draw?: () => Picture | null;
  children: ReactNode;
};

/** Charts with what they rest on, to be saved as SVG or PNG as they are seen. */
export function ChartFrame({ title, caption, fileName, draw, children }: ChartFrameProps) {
  const frame = useRef<HTMLElement>(null);
  async function save(kind: "svg" | "png") {
    const picture = draw ? draw() : frame.current && pictureOf(frame.current);
    if (picture) await savePicture(picture, fileName, kind);
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
