import { describe, expect, it } from "vitest";
import { type TrainingSpec, trainingSpecSchema } from "./training-job/spec";
import { serverAt, tuningDialects } from "./tuning-dialects";
import { suffixOf, tuningOrder, tuningSettings } from "./tuning-settings";

function spec(more: Partial<Record<keyof TrainingSpec, unknown>> = {}): TrainingSpec {
  const usual = { name: "UserGPT", way: "fine_tuning", target: "user", base: { kind: "upstream", model: "base-1b" } };
  return trainingSpecSchema.parse({ ...usual, parts: [{ snapshotId: "snp_1" }], ...more });
}
const rateOf = (server: keyof typeof tuningDialects, baseRate: number | null = null) =>
  tuningSettings(spec(), tuningDialects[server], baseRate).hyperparameters;

describe("one learning rate in real units", () => {
  it("is a multiple where a server multiplies a rate that is known", () => {
    expect(rateOf("unsloth")).toMatchObject({ learning_rate_multiplier: 0.1, n_epochs: 3, batch_size: 32 });
    expect(rateOf("other", 5e-5)).toMatchObject({ learning_rate_multiplier: 0.4 });
  });

  it("is itself where a server takes a rate, with all else that it takes", () => {
    expect(rateOf("nebius")).toEqual({
      n_epochs: 3,
      batch_size: 32,
      learning_rate: 2e-5,
      learning_rate_multiplier: 2e-5,
      warmup_ratio: 0.03,
      weight_decay: 0,
      context_length: 2048,
      lora: false,
    });
  });

  it("is left to servers that do not tell what they multiply, and that is said", () => {
    expect(rateOf("openai").learning_rate_multiplier).toBe("auto");
    const { translated } = tuningSettings(spec(), tuningDialects.azure, null);
    const rate = translated.find(({ setting }) => setting === "Learning rate");
    expect(rate).toMatchObject({ asked: "0.00002", sent: "learning_rate_multiplier auto" });
    expect(rate?.words).toContain("does not tell");
  });
});

it("says of each setting what becomes of it", () => {
  const asked = spec({ hyper: { epochs: 0.4, maxSteps: 7 }, method: { kind: "lora" } });
  const { translated, hyperparameters } = tuningSettings(asked, tuningDialects.unsloth, null);
  expect(hyperparameters.n_epochs).toBe(1);
  const lost = translated.filter(({ sent }) => sent === null).map(({ setting }) => setting);
  expect(lost).toEqual([
    "Steps at most",
    "Length",
    "Warm-up",
    "Weight decay",
    "Schedule",
    "Looks",
    "Checkpoints",
    "Method",
  ]);
  expect(translated.find(({ setting }) => setting === "Epochs")).toMatchObject({ asked: "0.4", isKept: false });
  for (const { words, sent } of translated) expect(words !== "" || sent !== null).toBe(true);
});

describe("an order", () => {
  const files = { trainingFile: "file-1", validationFile: "file-2" };
  const id = "trj_00000000000000abcdef";

  it("has settings where the server looks for them, and what its job is known by", () => {
    const order = { ...spec(), id };
    expect(tuningOrder(order, files, tuningDialects.openai, null)).toMatchObject({
      model: "base-1b",
      training_file: "file-1",
      validation_file: "file-2",
      suffix: "usergpt-abcdef",
      seed: 125,
      metadata: { realchat_training: id },
      method: { type: "supervised", supervised: { hyperparameters: { n_epochs: 3 } } },
    });
    const plain = tuningOrder(order, { ...files, validationFile: null }, tuningDialects.unsloth, null);
    expect(plain).toMatchObject({ hyperparameters: { n_epochs: 3 } });
    expect(Object.keys(plain)).not.toContain("metadata");
    expect(Object.keys(plain)).not.toContain("validation_file");
  });

  it("of pairs asks for DPO", () => {
    const order = { ...spec({ target: "preference" }), id };
    expect(tuningOrder(order, files, tuningDialects.nebius, null)).toMatchObject({ method: { type: "dpo" } });
  });

  it("has a suffix that every server takes", () => {
    const { azure, openai } = tuningDialects;
    expect(suffixOf("Ärzte fragen: a very long name indeed", id, azure)).toBe("arzte-frage-abcdef");
    expect(suffixOf("Ärzte fragen: a very long name indeed", id, azure).length).toBeLessThanOrEqual(18);
    expect(suffixOf("问诊", id, openai)).toBe("abcdef");
  });
});

it.each([
  ["https://api.openai.com/v1", "openai"],
  ["https://team.openai.azure.com/openai?api-version=2025-04-01", "azure"],
  ["https://api.tokenfactory.nebius.com/v1", "nebius"],
  ["http://127.0.0.1:8123/v1", "other"],
  ["https://notopenai.com/v1", "other"],
])("%s is %s", (url, server) => {
  expect(serverAt(url)).toBe(server);
});
