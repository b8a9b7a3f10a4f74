import { expect, it } from "vitest";
import { type PlaceKind, placeAbilitiesSchema, placeSettingsSchema } from "@/lib/domain/training-job/place";
import { trainingSpecSchema } from "@/lib/domain/training-job/spec";
import { limitsAt, translatedAt } from "./told-of-place";

function place(kind: PlaceKind, settings: object = {}, abilities: object = {}, baseUrl = "http://127.0.0.1:9/v1") {
  const [set, able] = [placeSettingsSchema.parse(settings), placeAbilitiesSchema.parse(abilities)];
  return { kind, baseUrl, settings: set, abilities: able };
}

function spec(way: "ray" | "fine_tuning", more: object = {}) {
  const base = way === "ray" ? { kind: "folder", path: "/base" } : { kind: "upstream", model: "base" };
  return trainingSpecSchema.parse({ name: "x", way, target: "user", base, parts: [{ snapshotId: "snp_1" }], ...more });
}

const words = (given: Parameters<typeof limitsAt>) => limitsAt(...given).map((limit) => [limit.isRefused, limit.words]);

it("tells with OpenAI when it ends, by its address alone", () => {
  const openAi = place("fine_tuning", {}, {}, "https://api.openai.com/v1");
  expect(words([spec("fine_tuning"), openAi])).toEqual([[false, expect.stringContaining("6 January 2027")]]);
});

it("refuses what a server would train otherwise than asked", () => {
  const unsloth = place("fine_tuning", { server: "unsloth" });
  expect(words([spec("fine_tuning", { target: "preference" }), unsloth])).toContainEqual([
    true,
    expect.stringContaining("trains no preferences"),
  ]);
  expect(words([spec("fine_tuning", { template: "dyadic" }), unsloth])).toContainEqual([
    true,
    expect.stringContaining("own chat template"),
  ]);
});

it("tells of a cluster what it lacks", () => {
  const cluster = place("ray", { gpus: 4 }, { gpus: 2 });
  expect(words([spec("ray"), cluster])).toEqual([
    [false, expect.stringContaining("asks for 4 GPUs, and the cluster has 2")],
    [false, expect.stringContaining("No storage is named")],
  ]);
  const idle = place("ray", { storage: "/mnt/models" });
  expect(words([spec("ray", { needsGpu: true }), idle])).toEqual([[true, expect.stringContaining("ask for none")]]);
  expect(words([spec("ray"), idle])).toEqual([]);
});

it("translates at the place alone, by the rate that is entered there", () => {
  const there = place("fine_tuning", { baseRate: 5e-5 });
  const rate = translatedAt(spec("fine_tuning"), there).find(({ setting }) => setting === "Learning rate");
  expect(rate).toMatchObject({ asked: "0.00002", sent: "learning_rate_multiplier 0.4" });
  expect(translatedAt(spec("fine_tuning"), null)).toEqual([]);
});

it("tells at a cluster what the engine takes, and how many cards are asked for", () => {
  const cards = (gpus: number, devices: number | null) =>
    translatedAt(spec("ray", { devices }), place("ray", { gpus })).find(({ field }) => field === "devices");
  expect(cards(4, 2)).toMatchObject({ asked: "2", sent: "entrypoint_num_gpus 4", isKept: true });
  expect(cards(4, 8)).toMatchObject({ words: expect.stringContaining("4 of the 4"), isKept: false });
  expect(cards(0, null)).toMatchObject({ asked: "all", sent: null, isKept: true });
  const axolotl = translatedAt(spec("ray", { engine: "axolotl", hyper: { epochs: 1.5 } }), null);
  expect(axolotl[0]).toMatchObject({ setting: "Epochs", asked: "1.5", sent: "num_epochs 2", isKept: false });
});
