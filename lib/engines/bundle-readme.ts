import { engineSchema, type TrainingSpec } from "@/lib/domain/training-job/spec";
import { engineNames } from "./engine-names";
import { pathOf } from "./llama-factory";

type Engine = TrainingSpec["engine"];

/** The folder of an engine in a bundle. */
export const folderOf: Readonly<Record<Engine, string>> = {
  trl: "trl",
  llama_factory: "llama-factory",
  axolotl: "axolotl",
};

/** What a bundle holds and the commands that train with it; of engines that it was not written for, why. */
export function bundleReadme(spec: TrainingSpec, left: Partial<Record<Engine, string>>): string {
  const there = engineSchema.options.filter((engine) => left[engine] === undefined);
  const out = Object.entries(left).map(([engine, why]) => `- ${engineNames[engine as Engine]}: ${why}`);
  return `# ${spec.name}

Everything but the base model (${pathOf(spec.base)}). Data, settings and commands for ${there.map((engine) => engineNames[engine]).join(", ")};
choose one. Check first that all is here as it was written:

\`\`\`
sha256sum --check SHA256SUMS
\`\`\`

${there.map((engine) => sections[engine](spec)).join("\n")}${out.length > 0 ? `## Not in this bundle\n\n${out.join("\n")}\n\n` : ""}## Afterwards

Serve the result, such as by \`vllm serve FOLDER\` or \`transformers serve FOLDER\` (\`pip install "transformers[serving]"\`), and enter it on
the page of the training: **Register the result**, by base URL, or by its folder on a machine where \`npm run trainer\` runs.
A model that was trained in the paper's template is asked at /v1/completions: its rendering is dyadic.
`;
}

/** The step that a person may leave out: where the base stands in the settings. */
const baseNote = ({ base }: TrainingSpec) =>
  base.kind === "folder" ? `\nThe base is looked for in \`${base.path}\`; put your own path into the settings.\n` : "";

const sections: Readonly<Record<Engine, (spec: TrainingSpec) => string>> = {
  trl: (spec) => `## TRL

\`\`\`
cd trl && pip install -r requirements.txt
python train.py order.json                 # as it was asked for; order-full.json and order-lora.json train all weights, or an adapter
\`\`\`

Several cards of one machine, with FSDP, DeepSpeed, or whole copies:

\`\`\`
accelerate launch --config_file accelerate-fsdp.yaml train.py order.json
pip install deepspeed && accelerate launch --config_file accelerate-deepspeed.yaml train.py order.json
torchrun --nproc_per_node 2 train.py order.json
\`\`\`
${baseNote(spec)}
It tells what happens as JSON lines, goes on from its last checkpoint when it is started again, and leaves the model in \`out/final\`.

`,
  llama_factory: (spec) => `## LLaMA-Factory

\`\`\`
cd llama-factory && pip install -r requirements-llama-factory.txt
llamafactory-cli train llama-factory.yaml  # or llama-factory-full.yaml, llama-factory-lora.yaml
pip install deepspeed && FORCE_TORCHRUN=1 llamafactory-cli train llama-factory-several.yaml
\`\`\`
${baseNote(spec)}
dataset_info.json must stay as it is: what it leaves out counts as missing, and tags of a simulator are changed over on purpose.

`,
  axolotl: (spec) => `## Axolotl

\`\`\`
cd axolotl && pip install -r requirements-axolotl.txt
axolotl train axolotl.yaml                 # or axolotl-full.yaml, axolotl-lora.yaml
pip install deepspeed && axolotl train axolotl-several.yaml --num-processes 4
\`\`\`
${baseNote(spec)}
`,
};
