"use client";

import { useTokenizers } from "@/lib/client/mutations/tokenizer-mutations";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { useGo } from "../layout/use-go";
import { Field } from "../ui/field";
import { FileInput } from "../ui/file-input";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";

type Draft = { name: string; tokenizer: File | null; config: File | null; template: File | null };
const initial: Draft = { name: "", tokenizer: null, config: null, template: null };

const textOf = async (file: File | null) => (file ? file.text() : null);

/** Adds how a model reads, from the files of its folder. */
export function TokenizerForm() {
  const { add } = useTokenizers();
  const go = useGo();
  const form = useForm<Draft>({
    initial,
    leaves: true,
    check: ({ tokenizer }): Record<string, string> =>
      tokenizer && tokenizer.size > mostBytes ? { "files.tokenizer": "It is larger than 64 MB" } : {},
    send: async ({ name, tokenizer, config, template }) => {
      const files = {
        tokenizer: (await textOf(tokenizer)) ?? "",
        config: await textOf(config),
        template: await textOf(template),
      };
      await add.mutateAsync({ name, files });
      go(dataHrefs.tokenizers);
    },
  });
  return (
    <Form form={form} guarded className="space-y-5">
      <Panel className="space-y-5">
        <Field label="Name" name="name" hint="Of the model that reads so, as exports name it.">
          <Input required maxLength={120} placeholder="Qwen3 8B" {...form.text("name")} />
        </Field>
        <Field
          label="tokenizer.json"
          name="files.tokenizer"
          hint="Of the model's folder, up to 64 MB. tokenizer.model and vocab.json are other things."
        >
          <FileInput required accept=".json" onChange={(tokenizer) => form.change({ tokenizer })} />
        </Field>
        <Field
          label="tokenizer_config.json"
          name="files.config"
          hint="Names the marks that begin and end a text; often holds the chat template."
          optional
        >
          <FileInput accept=".json" onChange={(config) => form.change({ config })} />
        </Field>
        <Field
          label="chat_template.jinja"
          name="files.template"
          hint="Of newer folders; goes before the template of the configuration. Without either, ChatML stands in."
          optional
        >
          <FileInput accept=".jinja,.txt" onChange={(template) => form.change({ template })} />
        </Field>
      </Panel>
      <FormEnd note="It is tried on a few words first. It stays as it is: exports are made anew by it, byte by byte the same.">
        <SubmitButton>Add the tokenizer</SubmitButton>
      </FormEnd>
    </Form>
  );
}

const mostBytes = 64 * 1024 * 1024;
