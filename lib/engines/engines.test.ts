import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type TrainingSpec, trainingSpecSchema } from "@/lib/domain/training-job/spec";
import { axolotlSettings } from "./axolotl";
import { commandLine, commandOf } from "./command-of";
import documented from "./documented-keys.json";
import { engineSettings } from "./engine-settings";
import { faultOfLog } from "./fault-of-log";
import { deepspeedLauncher, fsdpSettings } from "./launchers";
import { llamaFactorySettings } from "./llama-factory";
import { orderOf } from "./order";
import { createLineReader } from "./read-line";

function specOf(change: object = {}): TrainingSpec {
  const asked = { name: "Asker", way: "bundle", target: "user", parts: [{ snapshotId: "snp_1" }] };
  return trainingSpecSchema.parse({ ...asked, base: { kind: "hub", repo: "org/base" }, ...change });
}

const data = { train: "train.json", validation: "validation.json" };
const lora = { kind: "lora", rank: 8, alpha: 16, dropout: 0.1 };
const specs = [
  specOf(),
  specOf({ target: "assistant", method: lora, hyper: { maxSteps: 3, saveEvery: 2, evalEvery: 1, learningRate: 1e-7 } }),
  specOf({ target: "preference", needsGpu: true, hyper: { precision: "bf16" } }),
  specOf({ target: "binary", method: lora, base: { kind: "folder", path: "/models/base" } }),
];

/** The keys of a file of ours: one a line. */
const keysOf = (yaml: string) => [...yaml.matchAll(/^(\w+): /gm)].map(([, key = ""]) => key);
/** Those of the maps and lists in it. */
const innerKeys = (yaml: string) => [...yaml.matchAll(/[{,] ?"(\w+)": /g)].map(([, key = ""]) => key);

describe("settings of other trainers", () => {
  it.each([
    ["llama_factory", llamaFactorySettings],
    ["axolotl", axolotlSettings],
  ] as const)("have the keys that %s documents, and no other", (engine, write) => {
    const known = new Set(documented[engine].keys);
    for (const spec of specs)
      for (const deepspeed of [false, true]) {
        const yaml = write(spec, data, { deepspeed });
        expect(keysOf(yaml).length).toBeGreaterThan(20);
        expect(
          [...keysOf(yaml), ...innerKeys(yaml)].filter((key) => !known.has(key) && !["role", "content"].includes(key)),
        ).toEqual([]);
      }
  });

  it("have the keys of accelerate", () => {
    const known = new Set(documented.accelerate.keys);
    for (const yaml of [fsdpSettings(specOf()), deepspeedLauncher(specOf({ devices: 2 }))])
      expect(keysOf(yaml).filter((key) => !known.has(key))).toEqual([]);
  });

  it("write the paper's figures in real units, and small numbers so that PyYAML reads them as numbers", () => {
    const yaml = llamaFactorySettings(specOf(), data, { deepspeed: false });
    for (const line of [
      "learning_rate: 0.00002",
      "per_device_train_batch_size: 4",
      "gradient_accumulation_steps: 8",
      'lr_scheduler_type: "cosine"',
      "warmup_ratio: 0.03",
      "cutoff_len: 2048",
      "mask_history: true",
    ])
      expect(yaml).toContain(`${line}\n`);
    const [, small] = specs;
    expect(axolotlSettings(small ?? specOf(), data, { deepspeed: false })).toContain("learning_rate: 0.0000001\n");
  });

  it("train a simulator from rows with the sides changed over, marked by weight in Axolotl", () => {
    expect(axolotlSettings(specOf(), data, { deepspeed: false })).toContain('"message_field_training": "weight"');
    expect(axolotlSettings(specOf({ target: "assistant" }), data, { deepspeed: false })).toContain(
      '"message_field_training": "train"',
    );
  });
});

describe("what becomes of each setting", () => {
  const pairs = (spec: TrainingSpec) =>
    engineSettings(spec).flatMap(({ sent }) => (sent ?? "").split(", ").map((pair) => pair.split(" ")));

  it.each([
    ["llama_factory", llamaFactorySettings],
    ["axolotl", axolotlSettings],
  ] as const)("is what the settings of %s say", (engine, write) => {
    for (const spec of specs.map((one) => Object.assign({}, one, { engine }))) {
      if (engine === "axolotl" && spec.target === "binary") continue;
      const lines = write(spec, data, { deepspeed: false })
        .replaceAll('"', "")
        .replaceAll("0.0000001", "1e-7")
        .split("\n");
      for (const [key, value] of pairs(spec)) if (key !== "no") expect(lines).toContain(`${key}: ${value}`);
    }
  });

  it("is what the studio's own script tells TRL", () => {
    const script = ["run.py", "base.py"].map((name) => readFileSync(`trainer/studio/${name}`, "utf8")).join("");
    for (const spec of specs)
      for (const [key = ""] of pairs(spec))
        if (!["no", "adapter"].includes(key))
          expect(script).toMatch(new RegExp(`"${key}"|\\b${key}=|import ${key}|\\b${key} as`));
  });

  it("says what is rounded, and what an engine leaves out", () => {
    const changed = (change: object) =>
      engineSettings(specOf(change)).flatMap(({ setting, isKept }) => (isKept ? [] : [setting]));
    expect(changed({ hyper: { epochs: 2.5 } })).toEqual([]);
    expect(changed({ engine: "axolotl", hyper: { epochs: 2.5 } })).toEqual(["Epochs", "Looks"]);
    expect(changed({ engine: "llama_factory" })).toEqual(["Looks", "Precision"]);
  });
});

describe("an order", () => {
  it("says all that the script needs, with the system text that a run would show", () => {
    const order = orderOf(specOf({ preset: "userlm", needsGpu: true }), data);
    expect(order).toMatchObject({
      kind: "realchat-training/1",
      side: "user",
      device: "cuda",
      endToken: "<|endconversation|>",
      learningRate: 2e-5,
    });
    expect(order.system).toContain("You play the human");
    expect(orderOf(specOf({ template: "dyadic" }), data)).toMatchObject({
      system: null,
      endToken: null,
      template: "dyadic",
    });
  });
});

describe("a command", () => {
  it("is one process on a CPU or one card, and one for each of several", () => {
    const line = (engine: TrainingSpec["engine"], gpus: number, devices: number | null = null) =>
      commandLine(commandOf({ engine, devices }, { gpus }));
    expect(line("trl", 0)).toBe("python train.py order.json");
    expect(line("trl", 4)).toBe(
      "python -m accelerate.commands.launch --config_file accelerate-fsdp.yaml --num_processes 4 train.py order.json",
    );
    expect(line("trl", 4, 1)).toBe("CUDA_VISIBLE_DEVICES=0 python train.py order.json");
    expect(line("llama_factory", 2)).toBe(
      "FORCE_TORCHRUN=1 NPROC_PER_NODE=2 python -m llamafactory.cli train llama-factory-several.yaml",
    );
    expect(line("axolotl", 1)).toBe("AXOLOTL_DO_NOT_TRACK=1 python -m axolotl.cli.main train axolotl.yaml");
  });
});

describe("lines of a trainer", () => {
  it("are events of our own script, as they are", () => {
    const read = createLineReader();
    expect(
      read(
        '{"type":"step","step":3,"of":9,"epoch":0.5,"loss":2.5,"learningRate":0.00002,"tokensPerSecond":81.5,"memory":null}',
      ),
    ).toMatchObject({ type: "step", step: 3, loss: 2.5 });
    expect(read('{"type":"failed","kind":"out_of_memory","error":"Lower the batch."}')).toMatchObject({
      type: "failed",
      kind: "out_of_memory",
    });
  });

  it("are steps and looks at the held-out part where others print dictionaries", () => {
    const read = createLineReader();
    expect(
      read("{'loss': '4.453', 'grad_norm': '15.68', 'learning_rate': '1e-05', 'num_tokens': '176', 'epoch': '0.02'}"),
    ).toMatchObject({ type: "step", step: 1, loss: 4.453, learningRate: 1e-5, epoch: 0.02 });
    expect(read("{'loss': 3.9, 'epoch': 0.04}")).toMatchObject({ type: "step", step: 2, loss: 3.9 });
    expect(read("{'eval_loss': '3.878', 'eval_runtime': '5.6', 'epoch': '0.04'}")).toMatchObject({
      type: "evaluation",
      step: 2,
      loss: 3.878,
    });
    expect(
      read('{"current_steps": 7, "total_steps": 30, "loss": 1.2, "lr": 2e-05, "epoch": 0.7, "percentage": 23.3}'),
    ).toMatchObject({ type: "step", step: 7, of: 30, loss: 1.2, learningRate: 2e-5 });
  });

  it("stop a training whose loss is no number", () => {
    expect(createLineReader()("{'loss': 'nan', 'grad_norm': 'nan', 'epoch': '1.0'}")).toMatchObject({
      type: "failed",
      kind: "nan_loss",
      error: expect.stringContaining("Lower the learning rate"),
    });
  });

  it("go into the log, without colours; progress bars do not", () => {
    const read = createLineReader();
    expect(read("\u001b[33m[WARNING]\u001b[0m something")).toEqual({ type: "line", text: "[WARNING] something" });
    expect(read(" 33%|███▎      | 1/3 [00:01<00:02,  1.0s/it]")).toBeNull();
    expect(read("{broken")).toEqual({ type: "line", text: "{broken" });
  });
});

describe("the end of a trainer that says nothing itself", () => {
  it.each([
    [
      "out_of_memory",
      ["torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2 GiB"],
      { code: 1, signal: null },
      /Lower the batch/,
    ],
    ["disk_full", ["OSError: [Errno 28] No space left on device"], { code: 1, signal: null }, /Make room/],
    ["died", ["Killed"], { code: null, signal: "SIGKILL" }, /ran out of memory/],
    ["died", ["ValueError: a bad word"], { code: 1, signal: null }, /with code 1.*a bad word/],
  ] as const)("is told as %s", (fault, lines, exit, words) => {
    const told = faultOfLog(lines, exit);
    expect(told.fault).toBe(fault);
    expect(told.words).toMatch(words);
  });
});
