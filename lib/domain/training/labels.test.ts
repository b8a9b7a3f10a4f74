import { expect, it } from "vitest";
import { labelFieldsSchema } from "../review/guideline";
import { labelsBy, type SettledLabels, withCopies } from "./labels";

const fields = labelFieldsSchema.parse([
  {
    kind: "choice",
    key: "tone",
    label: "Tone",
    target: "dialogue",
    options: [
      { key: "warm", label: "Warm" },
      { key: "cold", label: "Cold" },
    ],
  },
  { kind: "scale", key: "real", label: "Real", target: "dialogue", min: 1, max: 5 },
  { kind: "text", key: "why", label: "Why", target: "turn" },
]);

it("takes what was settled last by these labels, and leaves out what does not fit them", () => {
  const settled: SettledLabels[] = [
    { labels: { tone: "warm", real: 4, other: "x" }, turnLabels: { t1: { why: "So", tone: "warm" } } },
    { labels: { tone: "cold", real: 9 }, turnLabels: { t2: { why: "Thus" } } },
  ];
  expect(labelsBy(fields, settled)).toEqual({
    dialogue: { tone: "cold", real: 4 },
    turns: { t1: { why: "So" }, t2: { why: "Thus" } },
  });
  expect(labelsBy(fields, [{ labels: { other: "x" }, turnLabels: {} }])).toBeNull();
  expect(labelsBy([], settled)).toBeNull();
});

it("says of a copy what was said of its turn", () => {
  const labels = { dialogue: {}, turns: { t1: { why: "So" } } };
  const copies = [
    { id: "t9", of: "t1" },
    { id: "t8", of: "t2" },
  ];
  expect(withCopies(labels, copies).turns).toEqual({ t1: { why: "So" }, t9: { why: "So" } });
});
