import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { splitQueries } from "@/lib/client/queries/split-queries";
import { tokenizerQueries } from "@/lib/client/queries/tokenizer-queries";
import type { Target, TrainerId } from "@/lib/domain/training/recipe";
import { isOfSignals } from "@/lib/domain/training/signals-of-target";
import { Field } from "../ui/field";
import type { FormOf } from "../ui/form/use-form";
import { formatNumber } from "../ui/format-number";
import { NumberInput } from "../ui/number-input";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { Select } from "../ui/select";
import { containerWords, optionWords, reasoningWords, targetWords } from "./export-words";
import { MixFields } from "./mix-fields";
import { factsOf, possibleTargets, type RecipeDraft, trainersFor, withChoice } from "./recipe-draft";
import { SignalFields } from "./signal-fields";

type RecipeFieldsProps = { form: FormOf<RecipeDraft>; snapshotId: string; dialogues: number };

/** What the file teaches, for which trainer, and what that trainer lets one choose. */
export function RecipeFields({ form, snapshotId, dialogues }: RecipeFieldsProps) {
  const { draft } = form;
  const facts = factsOf(draft);
  const targets = possibleTargets(Object.keys(targetWords) as Target[]);
  return (
    <>
      <Panel title="What it teaches" description={targetWords[draft.target].hint}>
        <Segmented
          legend="What it teaches"
          value={draft.target}
          options={targets.map((value) => ({ value, label: targetWords[value].label }))}
          onChange={(target) => form.change((before) => withChoice(before, { target }))}
        />
      </Panel>
      {isOfSignals(draft.target) && <SignalFields form={form} target={draft.target} snapshotId={snapshotId} />}
      <Panel title={draft.target === "whole" ? "What goes in" : "For which trainer"} className="space-y-4">
        {draft.target !== "whole" && <TrainerChoice form={form} />}
        <div className="grid gap-4 sm:grid-cols-2">
          {facts && facts.reasoning.length > 1 && draft.target === "assistant" && (
            <Field label="Thoughts of the model" name="reasoning">
              <Select {...form.text("reasoning")}>
                {facts.reasoning.map((place) => (
                  <option key={place} value={place}>
                    {reasoningWords[place]}
                  </option>
                ))}
              </Select>
            </Field>
          )}
          {facts && facts.containers.length > 1 && (
            <Field label="File" name="container">
              <Select {...form.text("container")}>
                {facts.containers.map((container, i) => (
                  <option key={container} value={i === 0 ? "" : container}>
                    {containerWords[container]}
                  </option>
                ))}
              </Select>
            </Field>
          )}
          <OwnOptions form={form} />
          <TokenizerChoice form={form} snapshotId={snapshotId} />
          <SplitChoice form={form} snapshotId={snapshotId} />
          <Field
            label="Dialogues"
            name="subset.size"
            hint="Empty: all. A smaller number gives some of those that a larger one gives."
            optional
          >
            <NumberInput min={1} max={dialogues} placeholder={String(dialogues)} {...form.text("size")} />
          </Field>
        </div>
      </Panel>
      <MixFields form={form} snapshotId={snapshotId} />
    </>
  );
}

function TrainerChoice({ form }: { form: FormOf<RecipeDraft> }) {
  const { draft } = form;
  const facts = factsOf(draft);
  return (
    <Field
      label="Trainer"
      name="trainer"
      hint={facts && !isOfSignals(draft.target) ? maskWords[facts.masks] : undefined}
    >
      <Select
        value={draft.trainer}
        onChange={({ target }) => form.change((before) => withChoice(before, { trainer: target.value as TrainerId }))}
      >
        {trainersFor(draft.target).map(({ trainer, name, use }) => (
          <option key={trainer} value={trainer}>
            {`${name} · ${use}`}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** What only this trainer's dialect knows. */
function OwnOptions({ form }: { form: FormOf<RecipeDraft> }) {
  const { draft } = form;
  return Object.entries(factsOf(draft)?.choices ?? {}).map(([name, { values, usual }]) => (
    <Field key={name} label={optionWords[name]?.label ?? name} name={`options.${name}`}>
      <Select
        value={draft.options[name] ?? usual}
        onChange={({ target }) =>
          form.change(({ options }) => ({ options: Object.assign({}, options, { [name]: target.value }) }))
        }
      >
        {values.map((value) => (
          <option key={value} value={value}>
            {optionWords[name]?.values[value] ?? value}
          </option>
        ))}
      </Select>
    </Field>
  ));
}

/** The splits that were made of the snapshot; nothing where there is none. */
function SplitChoice({ form, snapshotId }: Pick<RecipeFieldsProps, "form" | "snapshotId">) {
  const { data } = useInfiniteQuery(splitQueries.ofSnapshot(snapshotId));
  const splits = data?.pages.flatMap(({ items }) => items) ?? [];
  if (splits.length === 0) return null;
  return (
    <Field label="Split" name="splitId" hint="The same parts for every export that names it">
      <Select {...form.text("splitId")}>
        <option value="">None: all is trained on</option>
        {splits.map(({ id, name, facts }) => (
          <option key={id} value={id}>
            {`${name} · ${facts.parts.map(({ dialogues }) => formatNumber(dialogues)).join(" / ")}`}
          </option>
        ))}
      </Select>
    </Field>
  );
}

const maskWords = {
  marked: "Turns that people took out of training are marked, and it leaves them out.",
  exploded: "It knows no mark of a single turn: each trained turn gets a row of its own, so that masks hold.",
  none: "It knows no mark of a single turn: what that does to turns taken out of training is told below.",
};

/** By what tokens are counted, shown and made; nothing where nobody added one, or no token matters. */
function TokenizerChoice({ form, snapshotId }: { form: FormOf<RecipeDraft>; snapshotId: string }) {
  const { trainer, target } = form.draft;
  const { data } = useQuery(tokenizerQueries.ofSnapshot(snapshotId));
  const isCounted = target !== "whole" && trainer !== "mt_bench" && trainer !== "sharegpt";
  if (!data || data.items.length === 0 || !isCounted) return null;
  return (
    <Field
      label="Tokenizer"
      name="tokenizerId"
      hint={
        trainer === "tokenised"
          ? "The file holds its ids: train the model that it is of."
          : "Of the model that you train: what is counted and shown below."
      }
    >
      <Select {...form.text("tokenizerId")}>
        <option value="">A stand-in</option>
        {data.items.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
