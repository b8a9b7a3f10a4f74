import type { MapGroup } from "./map-groups";

/** A colour of charts, by its number; null is grey. */
export const tintOf = (tint: number | null) =>
  tint === null ? "var(--ink-faint)" : `var(--tint-${((tint - 1) % 8) + 1})`;

export type MapColours = { colours: Uint32Array; faded: Uint32Array; css: string[] };

/** The colours of groups as they are on the page now, as a canvas takes them. */
export function coloursNow(on: HTMLElement, groups: readonly MapGroup[]): MapColours {
  const probe = document.createElement("span");
  on.append(probe);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [1, 1];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const css = groups.map(({ tint }) => {
    probe.style.color = tintOf(tint);
    return getComputedStyle(probe).color;
  });
  probe.remove();
  const seen = css.map((colour) => {
    if (!context) return [128, 128, 128];
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  });
  const withAlpha = (alpha: number) =>
    Uint32Array.from(
      seen,
      ([red = 0, green = 0, blue = 0]) => ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0,
    );
  return { colours: withAlpha(255), faded: withAlpha(45), css };
}
