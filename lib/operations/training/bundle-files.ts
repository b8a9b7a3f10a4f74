import { AppError } from "@/lib/base/app-error";
import type { TrainingTask } from "@/lib/data/training/training-jobs";
import { engineSchema, methodSchema, type TrainingSpec } from "@/lib/domain/training-job/spec";
import { bundleReadme, folderOf } from "@/lib/engines/bundle-readme";
import { type FolderFile, text, trainingFolder } from "./training-folder";

type Task = Pick<TrainingTask, "spec" | "plan">;

/** The method that was not asked for goes along with its usual figures. */
const usual = { full: methodSchema.parse({ kind: "full" }), lora: methodSchema.parse({ kind: "lora" }) };

/**
 * All files of a bundle but its checksums: for each engine that can be given the data a folder in which it trains, with settings
 * for all weights and for an adapter, one card and several; and a README with the commands.
 */
export async function bundleFiles({ spec, plan }: Task): Promise<FolderFile[]> {
  const files: FolderFile[] = [];
  const left: Partial<Record<TrainingSpec["engine"], string>> = {};
  for (const engine of engineSchema.options) {
    const why = hindranceOf(spec, engine);
    if (why) left[engine] = why;
    else
      try {
        files.push(...(await engineFolder({ spec: Object.assign({}, spec, { engine }), plan })));
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        left[engine] = error.message;
      }
  }
  if (files.length === 0)
    throw new AppError("invalid", "No trainer can be given this from a file. Choose another target or template.");
  return [text("README.md", bundleReadme(spec, left)), ...files];
}

function hindranceOf({ template, target }: TrainingSpec, engine: TrainingSpec["engine"]): string | null {
  if (engine !== "trl" && template === "dyadic") return "it has no place for the paper's template.";
  return engine === "axolotl" && target === "binary" ? "it is given no single labels." : null;
}

/** Settings of both methods beside those that were asked for. Data and scripts are the same for each. */
async function engineFolder({ spec, plan }: Task): Promise<FolderFile[]> {
  const into = folderOf[spec.engine];
  const named = ({ name, make }: FolderFile): FolderFile => ({ name: `${into}/${name}`, make });
  const files = (await trainingFolder({ spec, plan })).map(named);
  for (const kind of ["full", "lora"] as const) {
    const method = spec.method.kind === kind ? spec.method : usual[kind];
    const others = await trainingFolder({ spec: Object.assign({}, spec, { method }), plan });
    for (const { name, make } of others)
      if (/^(order\.json|llama-factory\.yaml|axolotl\.yaml)$/.test(name))
        files.push(named({ name: name.replace(/(?=\.\w+$)/, `-${kind}`), make }));
  }
  return files;
}
