"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useCreateScan } from "@/lib/client/mutations/scan-mutations";
import { importQueries } from "@/lib/client/queries/import-queries";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { FindingKind } from "@/lib/domain/scan/scan";
import { filterOf, isFiltered } from "../dialogue-list/dialogue-filter";
import { useGo } from "../layout/use-go";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { kinds, kindWords } from "./scan-words";

const usual: FindingKind[] = ["email", "phone", "card", "iban", "secret", "html", "single", "duplicate"];

/** Which dialogues are looked through, and what for. Nothing of them is changed by it. */
export function NewScan() {
  const { sort: _, ...given } = filterOf(new URLSearchParams(useSearchParams()));
  const { import: givenImport, ...besides } = given;
  const imports = useQuery(importQueries.whole());
  const creating = useCreateScan();
  const go = useGo();
  const form = useForm({
    initial: { from: givenImport ?? "", kinds: usual, languages: "en", longest: "2048" },
    leaves: true,
    send: async ({ from, kinds, languages, longest }) => {
      const wanted = languages
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean);
      const asked = { kinds, languages: wanted, longest: Number(longest) };
      const made = await creating.mutateAsync({ filter: { ...besides, import: from || undefined }, asked });
      go(dataHrefs.scanOf(made.id));
    },
  });
  const { draft } = form;
  const toggle = (kind: FindingKind) =>
    form.change(({ kinds }) => ({
      kinds: kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind],
    }));
  return (
    <Form form={form} className="space-y-5">
      <Panel className="space-y-5">
        <Field
          label="Dialogues"
          name="filter.import"
          hint={isFiltered(besides) ? "Of these, those that the list showed when you came from it." : undefined}
        >
          <Select {...form.text("from")}>
            <option value="">All dialogues</option>
            {imports.data?.map(({ id, name }) => (
              <option key={id} value={id}>
                {`Imported as ${name}`}
              </option>
            ))}
          </Select>
        </Field>
        <fieldset className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
          <legend className="mb-3 font-medium text-sm">What to look for</legend>
          {kinds.map((kind) => (
            <Checkbox
              key={kind}
              label={kindWords[kind].name}
              hint={kindWords[kind].hint}
              checked={draft.kinds.includes(kind)}
              onChange={() => toggle(kind)}
            />
          ))}
        </fieldset>
        {draft.kinds.includes("language") && (
          <Field label="Languages that are wanted" name="asked.languages" hint="Two letters each, such as en, de">
            <Input required {...form.text("languages")} />
          </Field>
        )}
        {draft.kinds.includes("long") && (
          <Field label="Tokens at most" name="asked.longest" hint="Counted as in GPT-4o; trainers count in their own">
            <Input required inputMode="numeric" {...form.text("longest")} />
          </Field>
        )}
      </Panel>
      <FormEnd>
        <SubmitButton>Look through them</SubmitButton>
      </FormEnd>
    </Form>
  );
}
