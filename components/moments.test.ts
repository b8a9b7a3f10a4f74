import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const mostMoments = 25;

const sources = ["app", "components", "lib/client"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  )
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

function found(pattern: RegExp): string[] {
  return sources.flatMap(({ path, text }) => [...text.matchAll(pattern)].map(([match]) => `${path}: ${match}`));
}

it(`loads code later at ${mostMoments} moments at most`, () => {
  const moments = found(/createMoment\("/g);
  expect(moments.length).toBeGreaterThan(0);
  expect(moments.length).toBeLessThanOrEqual(mostMoments);
});

it("loads no code later but at a moment, whose parts stand behind a boundary and can be tried again", () => {
  const atMoments = found(/createMoment\("[^"]+", \(\) => import\("[^"]+"\)\)/g);
  expect(found(/\bimport\(/g)).toHaveLength(atMoments.length);
  expect(found(/next\/dynamic|\blazy\(/g)).toEqual([]);
});
