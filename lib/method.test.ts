import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dyadicEnd, dyadicPrompt } from "./domain/dyadic";
import { maxAnswerTokens, temperatureOf } from "./domain/judging/answer-sampling";
import { defaultMaxTokens, defaultTemperature, stopRulesSchema } from "./domain/run";
import { usualSeed } from "./domain/training/seeded-order";
import { styleDifference } from "./eval/answer-style";
import { scoreTie } from "./eval/combine-games";
import { eloPerUnit, ridgeWithoutEstimate } from "./eval/rating-intervals";
import { drawnTokens, usedUpRatio, windowTokens } from "./measures/lexical-diversity";

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "docs/method.md"), "utf8");
const opening = dyadicPrompt([], "user");
const style = { tokens: 0, headers: 0, lists: 0, bold: 0 };

/** What the tables of docs/method.md say, from the code. */
const held: Record<string, unknown> = {
  temperature: defaultTemperature,
  "tokens of one turn": defaultMaxTokens,
  "context of the simulator in tokens": stopRulesSchema.parse({}).contextTokens,
  "end of a turn": dyadicEnd,
  "start of a prompt to the simulator with no turns": opening.slice(0, 30),
  "end of a prompt to the simulator with no turns": opening.slice(-10),
  "temperature for writing": temperatureOf("writing"),
  "temperature for humanities": temperatureOf("humanities"),
  "temperature for math": temperatureOf("math"),
  "temperature for another category": temperatureOf("gardening"),
  "tokens of one answer": maxAnswerTokens({}, {}),
  "usual seed of splits and subsets": usualSeed,
  "scores this close are a tie": scoreTie,
  "points for odds of 10 to 1": Math.round(eloPerUnit * Math.LN10),
  "ridge where there is no finite estimate": ridgeWithoutEstimate,
  "ratio at which a stretch of MTLD ends": usedUpRatio,
  "words of a window of MATTR": windowTokens,
  "words of a draw of HD-D": drawnTokens,
  "style of 3 headers against 1": styleDifference({ ...style, headers: 3 }, { ...style, headers: 1 })[1],
};

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(tsx?|mjs)$/.test(path) && !path.includes("generated"))
    .map((path) => join(folder, path));
}

/** As GitHub makes them. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, "")
    .replaceAll(" ", "-");
}

describe("docs/method.md", () => {
  const rows = [...page.matchAll(/^\| (?!value |---)(.+) \| (.+) \| `(.+)` \|$/gm)];

  it("gives the values that the code has", () => {
    expect(Object.fromEntries(rows.map(([, name = "", value = ""]) => [name, value]))).toEqual(
      Object.fromEntries(Object.entries(held).map(([name, value]) => [name, String(value)])),
    );
  });

  it("names files that are there", () => {
    expect(rows.map(([, , , file = ""]) => file).filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it("has the anchors that the code points to", () => {
    const anchors = new Set([...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading)));
    const cited = ["app", "components", "lib", "scripts"].flatMap(sources).flatMap((path) => {
      const text = readFileSync(join(root, path), "utf8");
      return [...text.matchAll(/docs\/method\.md#([\w-]+)/g)].map(([, anchor = ""]) => ({ path, anchor }));
    });
    expect(cited.length).toBeGreaterThan(10);
    expect(cited.filter(({ anchor }) => !anchors.has(anchor))).toEqual([]);
  });
});
