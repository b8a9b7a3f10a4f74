import { Field } from "../ui/field";
import type { FormOf } from "../ui/form/use-form";
import { NumberInput } from "../ui/number-input";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { type HyperField, hyperFields, type TrainingDraft } from "./training-draft";
import { Becomes } from "./translated-settings";
import { useTrainingPreview } from "./use-training-preview";

/** Names and units; `any`: more than whole numbers. */
const words: Record<HyperField, { label: string; hint?: string; any?: true; optional?: true }> = {
  epochs: { label: "Epochs", any: true },
  maxSteps: { label: "Steps at most", hint: "Empty: all epochs", optional: true },
  learningRate: { label: "Learning rate", hint: "In real units: 0.00002 is the paper's 2e-5", any: true },
  batch: { label: "Rows at once", hint: "On each device" },
  accumulation: { label: "Batches per step", hint: "Before the weights change" },
  maxLength: { label: "Length, tokens", hint: "Rows are cut behind it" },
  warmupRatio: { label: "Warm-up", hint: "Share of all steps", any: true },
  weightDecay: { label: "Weight decay", any: true },
  seed: { label: "Seed" },
  evalEvery: {
    label: "Look every … steps",
    hint: "At the held-out part and at samples; empty: ten times",
    optional: true,
  },
  saveEvery: { label: "Checkpoint every … steps", hint: "Empty: after each epoch", optional: true },
  keepCheckpoints: { label: "Checkpoints kept" },
};

/** How it is trained, in real units; what a server wants otherwise is translated for it. */
export function HyperFields({ form }: { form: FormOf<TrainingDraft> }) {
  const { hyper, preset } = form.draft;
  const part = form.part("hyper");
  const { data, isTold } = useTrainingPreview(form.draft);
  const becomes = (name: string, hint?: string) => (
    <Becomes hint={hint} of={isTold ? data?.translated.find(({ field }) => field === name) : undefined} />
  );
  return (
    <Panel
      title="How it is trained"
      description={
        preset === "own" ? "In real units, whatever the trainer calls them." : "As in the paper, unless you change it."
      }
    >
      <div className="grid grid-cols-2 gap-5 sm:grid-cols-3">
        {hyperFields.map((field) => (
          <Field
            key={field}
            label={words[field].label}
            hint={becomes(`hyper.${field}`, words[field].hint)}
            optional={words[field].optional}
            name={`hyper.${field}`}
          >
            <NumberInput min={0} step={words[field].any ? "any" : 1} {...part.text(field)} />
          </Field>
        ))}
        <Field label="Schedule" name="hyper.schedule" hint={becomes("hyper.schedule")}>
          <Select {...part.text("schedule")}>
            <option value="cosine">Cosine</option>
            <option value="linear">Linear</option>
            <option value="constant">Constant</option>
          </Select>
        </Field>
        <Field
          label="Precision"
          name="hyper.precision"
          hint={becomes("hyper.precision", hyper.precision === "auto" ? "As the device has it" : undefined)}
        >
          <Select {...part.text("precision")}>
            <option value="auto">Whatever fits</option>
            <option value="bf16">bf16</option>
            <option value="fp32">fp32</option>
          </Select>
        </Field>
        <Field label="Devices" name="devices" optional hint={becomes("devices", "Empty: all that there are")}>
          <NumberInput min={1} {...form.text("devices")} />
        </Field>
      </div>
    </Panel>
  );
}
