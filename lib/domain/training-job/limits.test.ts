import { describe, expect, it } from "vitest";
import { limitsOf, type Where } from "./limits";
import { placeAbilitiesSchema } from "./place";
import { type TrainingSpec, trainingSpecSchema } from "./spec";

const where: Where = { abilities: null, hosts: 1, hostsWithGpu: 0, dialogues: 100, masked: 0 };

function spec(change: Record<string, unknown> = {}): TrainingSpec {
  const asked = { name: "It", parts: [{ snapshotId: "snp" }], target: "user" };
  return trainingSpecSchema.parse({ ...asked, way: "embedded", base: { kind: "embedded" }, ...change });
}

const refusals = (asked: TrainingSpec, there: Partial<Where> = {}) =>
  limitsOf(asked, { ...where, ...there }).flatMap(({ isRefused, words }) => (isRefused ? [words] : []));

describe("what a way cannot do", () => {
  it("refuses what the embedded model cannot learn, with what to choose", () => {
    expect(refusals(spec())).toEqual([]);
    expect(refusals(spec({ target: "preference" }))[0]).toMatch(/not what they preferred/);
    expect(refusals(spec(), { dialogues: 5_001 })[0]).toMatch(/subset/);
    expect(refusals(spec(), { dialogues: 0 })[0]).toMatch(/no dialogue/);
    expect(refusals(spec({ base: { kind: "folder", path: "/m" } }))[0]).toMatch(/another way/);
  });

  it("tells that a training waits where no host, or none with a GPU, is there", () => {
    const asked = spec({ way: "studio", base: { kind: "folder", path: "/m" }, needsGpu: true });
    const said = (there: Partial<Where>) => limitsOf(asked, { ...where, ...there }).map(({ words }) => words);
    expect(said({ hosts: 0 })[0]).toMatch(/npm run trainer/);
    expect(said({})[0]).toMatch(/GPU is asked for/);
    expect(said({ hostsWithGpu: 1 })).toEqual([]);
  });

  it("refuses a server that would train turns that people took out, and tells where that is not known", () => {
    const asked = spec({ way: "fine_tuning", placeId: "tpl", base: { kind: "upstream", model: "m" } });
    const abilities = (masks: boolean | null) => placeAbilitiesSchema.parse({ masks });
    expect(refusals(asked, { abilities: abilities(false), masked: 3 })[0]).toMatch(/reads no masks.*3 turns/);
    expect(refusals(asked, { abilities: abilities(false) })).toEqual([]);
    expect(refusals(asked, { abilities: abilities(true), masked: 3 })).toEqual([]);
    const unknown = limitsOf(asked, { ...where, abilities: abilities(null), masked: 3 });
    expect(unknown[0]).toMatchObject({ isRefused: false, words: expect.stringMatching(/is not known/) });
  });

  it("refuses a method, a place or a base that a server has not", () => {
    const asked = { way: "fine_tuning", base: { kind: "upstream", model: "m" } };
    expect(refusals(spec(asked))[0]).toMatch(/Choose where/);
    const abilities = placeAbilitiesSchema.parse({ lora: true, full: false });
    expect(refusals(spec({ ...asked, placeId: "tpl" }), { abilities })[0]).toMatch(/adapters alone/);
    const folder = { ...asked, placeId: "tpl", base: { kind: "folder", path: "/m" } };
    expect(refusals(spec(folder))[0]).toMatch(/as the fine-tuning server calls it/);
  });
});
