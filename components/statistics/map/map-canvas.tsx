"use client";

import { useTheme } from "next-themes";
import { type RefObject, useEffect, useRef } from "react";
import { coloursNow, type MapColours } from "./map-colours";
import type { MapGroup } from "./map-groups";
import type { MapView, Size } from "./map-view";
import { type Drawing, paintPoints } from "./paint-points";

type MapCanvasProps = {
  canvas: RefObject<HTMLCanvasElement | null>;
  drawing: Drawing;
  named: readonly MapGroup[];
  view: MapView;
  size: Size;
  /** 1 for each point that is chosen; null where none is. The others are faint. */
  chosen: Uint8Array | null;
};

/** The points, drawn once a frame at most. What they say stands beside it in words. */
export function MapCanvas({ canvas, drawing, named, view, size, chosen }: MapCanvasProps) {
  const { resolvedTheme } = useTheme();
  const image = useRef<ImageData | null>(null);
  const tints = useRef<{ named: readonly MapGroup[]; theme?: string; colours: MapColours } | null>(null);

  // In step with the canvas, which is outside of React.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const element = canvas.current;
      const context = element?.getContext("2d");
      if (!element?.parentElement || !context || size.width < 1 || size.height < 1) return;
      const density = Math.min(2, window.devicePixelRatio || 1);
      const [width, height] = [Math.round(size.width * density), Math.round(size.height * density)];
      if (element.width !== width || element.height !== height) [element.width, element.height] = [width, height];
      if (image.current?.width !== width || image.current.height !== height)
        image.current = new ImageData(width, height);
      if (tints.current?.named !== named || tints.current.theme !== resolvedTheme)
        tints.current = { named, theme: resolvedTheme, colours: coloursNow(element.parentElement, named) };
      const pixels = new Uint32Array(image.current.data.buffer);
      const { colours, faded } = tints.current.colours;
      paintPoints({ pixels, width, height, density }, drawing, view, colours, { points: chosen, faded });
      context.putImageData(image.current, 0, 0);
    });
    return () => cancelAnimationFrame(frame);
  }, [canvas, drawing, named, view, size, chosen, resolvedTheme]);

  return <canvas ref={canvas} className="absolute inset-0 size-full" />;
}
