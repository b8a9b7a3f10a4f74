import { expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import { binsOf, valuesOf } from "./dialogue-figures";
import { type CountedPath, MaintainedFigures, toSums } from "./maintained-figures";

const random = seededRandom(43);
const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
const words = ["why", "does", "Bread", "rise", "😀", "？", "and", "then", "yeast", "", "heat.", "ok?"];
const said = () => Array.from({ length: Math.floor(random() * 30) }, () => pick(words)).join(" ");

function drawn(): CountedPath {
  const turns = Array.from({ length: 2 * Math.ceil(random() * 6) }, (_, i) => {
    const text = said();
    return { speaker: i % 2 === 0 ? ("user" as const) : ("assistant" as const), text, tokens: text.length };
  });
  const day = `2026-11-0${1 + Math.floor(random() * 9)}`;
  return { half: random() < 0.5 ? 0 : 1, day, values: valuesOf({ turns }) };
}

function counted(paths: CountedPath[]): MaintainedFigures {
  const figures = new MaintainedFigures();
  for (const path of paths) figures.add(path);
  return figures;
}

/** Whole, without how an exact sum is cut into parts. */
function all(figures: MaintainedFigures) {
  const { dialogues, days, counts } = figures.pack();
  const ofDays = Object.entries(days).map(([day, { dialogues, sums }]) => [day, dialogues, toSums(sums)]);
  return { dialogues, counts, ofDays, halves: figures.sums() };
}

it("equals what is counted anew, bit for bit, whatever came and went, over being kept and read again", () => {
  let figures = new MaintainedFigures();
  let held: CountedPath[] = [];
  for (let round = 0; round < 400; round++) {
    if (held.length > 0 && random() < 0.45) {
      const gone = pick(held);
      held = held.filter((one) => one !== gone);
      figures.add(gone, -1);
    } else {
      const path = drawn();
      held.push(path);
      figures.add(path);
    }
    if (round % 40 !== 0) continue;
    figures = MaintainedFigures.of(JSON.parse(JSON.stringify(figures.pack())));
    expect(all(figures)).toEqual(all(counted(held.toReversed())));
  }
  for (const path of held) figures.add(path, -1);
  expect(all(figures)).toEqual({ ...all(new MaintainedFigures()), counts: expect.anything() });
  expect(Object.values(figures.pack().counts).every((bins) => Object.keys(bins).length === 0)).toBe(true);
});

it("names the bins that a path's values lie in", () => {
  const turns = [{ speaker: "user" as const, text: "why does bread rise?", tokens: 5 }];
  const bins = binsOf(valuesOf({ turns }));
  for (const bin of ["rounds:1", "questionWords:4", "questionMark:0.9", "questionTokens:5"])
    expect(bins).toContain(bin);
  expect(bins.filter((bin) => bin.startsWith("overlap"))).toEqual([]);
});
