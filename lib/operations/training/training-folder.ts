import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TrainingTask } from "@/lib/data/training/training-jobs";
import { beginning } from "@/lib/domain/training/stretch";
import { recipeOf, type TrainingSpec } from "@/lib/domain/training-job/spec";
import { axolotlSettings } from "@/lib/engines/axolotl";
import { deepspeedLauncher, deepspeedSettings, fsdpSettings } from "@/lib/engines/launchers";
import { llamaFactorySettings } from "@/lib/engines/llama-factory";
import { type DataNames, orderOf } from "@/lib/engines/order";
import type { Piece } from "@/lib/formats/format";
import { openDialect } from "../exporting/dialect-of";
import { filesOfExport } from "../exporting/files-of-export";
import type { Making } from "../exporting/stretches";

/** A file that a training needs beside its base model; made when it is asked for, the same each time. */
export type FolderFile = { name: string; make: () => AsyncIterable<Piece> };

/** Where the Python of the studio's own trainer lies. */
export const trainerScripts = join(process.cwd(), "trainer");

/**
 * All that a folder holds in which an engine trains by one command (lib/engines/command-of.ts): data by part, settings, and of
 * TRL the studio's own script, its order and the lock of its Python. Throws `invalid` where the engine cannot be given that.
 */
export async function trainingFolder({ spec, plan }: Pick<TrainingTask, "spec" | "plan">): Promise<FolderFile[]> {
  const recipe = recipeOf(spec);
  const dialect = await openDialect(recipe);
  const files = filesOfExport({ recipe, dialect, plan });
  const nameOf = (part: string) => files.find(({ role }) => role === part)?.name ?? null;
  const names: DataNames = { train: nameOf("train") ?? "", validation: nameOf("validation") };
  const data = files
    .filter(({ role, name }) => role === "train" || role === "validation" || name === "dataset_info.json")
    .map(({ name, make }): FolderFile => ({ name, make: () => piecesOf(make(beginning)) }));
  return [...data, ...besides(spec, names)];
}

function besides(spec: TrainingSpec, names: DataNames): FolderFile[] {
  const several = (spec.devices ?? 2) > 1;
  switch (spec.engine) {
    case "trl":
      return [
        text("order.json", `${JSON.stringify(orderOf(spec, names), null, 2)}\n`),
        text("accelerate-fsdp.yaml", fsdpSettings(spec)),
        text("accelerate-deepspeed.yaml", deepspeedLauncher(spec)),
        text("deepspeed.json", deepspeedSettings()),
        ...scripts(),
      ];
    case "llama_factory":
      return [
        text("llama-factory.yaml", llamaFactorySettings(spec, names, { deepspeed: false })),
        ...(several
          ? [text("llama-factory-several.yaml", llamaFactorySettings(spec, names, { deepspeed: true }))]
          : []),
        text("deepspeed.json", deepspeedSettings()),
        script("requirements-llama-factory.txt"),
      ];
    case "axolotl":
      return [
        text("axolotl.yaml", axolotlSettings(spec, names, { deepspeed: false })),
        ...(several ? [text("axolotl-several.yaml", axolotlSettings(spec, names, { deepspeed: true }))] : []),
        text("deepspeed.json", deepspeedSettings()),
        script("requirements-axolotl.txt"),
      ];
  }
}

function scripts(): FolderFile[] {
  const modules = readdirSync(join(trainerScripts, "studio")).filter((name) => name.endsWith(".py"));
  return ["train.py", "requirements.txt", ...modules.sort().map((name) => `studio/${name}`)].map(script);
}

/** One of the files that the studio's own trainer brings. */
export function script(name: string): FolderFile {
  return text(name, readFileSync(join(trainerScripts, name), "utf8"));
}

export function text(name: string, words: string): FolderFile {
  return {
    name,
    async *make() {
      yield words;
    },
  };
}

async function* piecesOf(making: Making): AsyncGenerator<Piece> {
  for await (const some of making) for (const { pieces } of some) yield* pieces;
}
