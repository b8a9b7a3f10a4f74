import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { siteMetadata, siteViewport } from "./site-metadata";

const root = join(import.meta.dirname, "..");
const metadata = siteMetadata(new URL("https://studio.example"));
const manifest = JSON.parse(publicFile("/site.webmanifest").toString());
const png = Buffer.from("89504e470d0a1a0a", "hex");

function publicFile(url: string): Buffer {
  return readFileSync(join(root, "public", url));
}

/** What a PNG says of itself: "192x192". */
function sizeOfPng(file: Buffer): string {
  expect(file.subarray(0, 8)).toEqual(png);
  return `${file.readUInt32BE(16)}x${file.readUInt32BE(20)}`;
}

/** Light and dark of a token of globals.css, as sRGB. */
function token(name: string): string[] {
  const css = readFileSync(join(root, "app/globals.css"), "utf8");
  const value = css.match(new RegExp(`--${name}: light-dark\\((.*)\\);`))?.[1] ?? "";
  return [...value.matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)].map((match) => {
    const [lightness = 0, chroma = 0, hue = 0] = match.slice(1).map(Number);
    return hex(lightness, chroma, (hue * Math.PI) / 180);
  });
}

/** https://www.w3.org/TR/css-color-4/#color-conversion-code */
function hex(lightness: number, chroma: number, hue: number): string {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const bytes = linear.map((value) => {
    const bent = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
    return Math.round(255 * Math.min(1, Math.max(0, bent)));
  });
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

it("names only pictures that are there, in the size it says", () => {
  const { icon, apple } = metadata.icons as {
    icon: { url: string; sizes: string }[];
    apple: { url: string; sizes: string };
  };
  const [picture] = [metadata.openGraph?.images].flat() as { url: string; width: number; height: number }[];
  const named = [
    ...manifest.icons.map(({ src, sizes }: { src: string; sizes: string }) => [src, sizes]),
    ...icon.map(({ url, sizes }) => [url, sizes]),
    [apple.url, apple.sizes],
    [picture?.url, `${picture?.width}x${picture?.height}`],
  ];
  expect(named).toHaveLength(8);
  for (const [url, sizes] of named) {
    const file = publicFile(url);
    if (url.endsWith(".png")) expect([url, sizeOfPng(file)]).toEqual([url, sizes]);
    else if (url.endsWith(".svg")) expect(file.toString()).toMatch(/^<svg [^>]*viewBox="0 0 512 512"/);
    else expect(sizesInIco(file)).toBe(sizes);
  }
});

/** The PNGs in an .ico file, by what they say of themselves. */
function sizesInIco(file: Buffer): string {
  const count = file.readUInt16LE(4);
  return Array.from({ length: count }, (_, at) => sizeOfPng(file.subarray(file.readUInt32LE(6 + 16 * at + 12)))).join(
    " ",
  );
}

it("has what a browser asks for to install the studio", () => {
  expect(existsSync(join(root, "public", String(metadata.manifest)))).toBe(true);
  expect(manifest).toMatchObject({ name: "RealChat Studio", start_url: "/", display: "standalone" });
  expect(manifest.icons.map(({ purpose }: { purpose?: string }) => purpose)).toContain("maskable");
});

it("has the colours of the design tokens", () => {
  const [light, dark] = token("paper");
  expect(siteViewport.themeColor).toEqual([
    { media: "(prefers-color-scheme: light)", color: light },
    { media: "(prefers-color-scheme: dark)", color: dark },
  ]);
  expect([manifest.theme_color, manifest.background_color]).toEqual([light, light]);
});

it("keeps crawlers out", () => {
  expect(publicFile("/robots.txt").toString()).toMatch(/^User-agent: \*\nDisallow: \/$/m);
  expect(metadata.robots).toEqual({ index: false, follow: false });
});
