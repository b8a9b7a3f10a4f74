import { expect, it } from "vitest";
import * as z from "zod";
import { idOf, idsOf, namedIn } from "./reference";

const run = () => idOf("run", z.string().max(100));
const schema = z.strictObject({
  run: run().optional(),
  seedSetId: idOf("seedSet", z.string()).nullable().default(null),
  dialogues: idsOf("dialogue", z.string()).optional(),
  which: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("run"), runId: run() }),
    z.strictObject({ kind: z.literal("chosen"), seen: z.array(z.strictObject({ id: idOf("dialogue", z.string()) })) }),
  ]),
  name: z.string(),
});
const named = (value: object) => namedIn(schema, { name: "N", ...value });

it("finds what a value names, wherever it stands", () => {
  expect(named({ run: "r", seedSetId: null, which: { kind: "run", runId: "s" } })).toEqual([
    { noun: "run", ids: ["r"], field: "run" },
    { noun: "run", ids: ["s"], field: "which.runId" },
  ]);
  expect(named({ seedSetId: "s", which: { kind: "chosen", seen: [{ id: "a" }, { id: "b" }] } })).toEqual([
    { noun: "seedSet", ids: ["s"], field: "seedSetId" },
    { noun: "dialogue", ids: ["a", "b"], field: "which.seen.id" },
  ]);
});

it("takes lists apart, and an empty id for none", () => {
  expect(named({ run: "", dialogues: "a,,b" })).toEqual([{ noun: "dialogue", ids: ["a", "b"], field: "dialogues" }]);
  expect(named({ dialogues: "" })).toEqual([]);
});

it("names nothing by a word that may stand in place of an id", () => {
  const schema = z.object({ by: z.union([z.literal("own"), idOf("model", z.string())]) });
  expect(namedIn(schema, { by: "mdl_1" })).toEqual([{ noun: "model", ids: ["mdl_1"], field: "by" }]);
  expect(namedIn(schema, { by: "own" })).toEqual([]);
});
