"use client";

import { useTrainingPlaces } from "@/lib/client/mutations/trained-mutations";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import type { TrainingPlace } from "@/lib/domain/training-job/place";
import { useGo } from "../layout/use-go";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormDialog } from "../ui/form/form-dialog";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { type FormOf, useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { NumberInput } from "../ui/number-input";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { Select } from "../ui/select";
import { bodyOfPlace, draftOfPlace, faultsOfPlace, newPlace, type PlaceDraft } from "./place-draft";
import { placeKindWords, serverWords } from "./place-words";

/** Adds a cluster or a server; a worker looks at once what it can do. */
export function PlaceForm() {
  const { add } = useTrainingPlaces();
  const go = useGo();
  const form = useForm<PlaceDraft>({
    initial: newPlace,
    leaves: true,
    check: faultsOfPlace,
    send: async (draft) => {
      await add.mutateAsync({ kind: draft.kind, ...bodyOfPlace(draft) });
      go(trainingHrefs.places);
    },
  });
  const { kind } = form.draft;
  return (
    <Form form={form} guarded className="space-y-5">
      <Panel title="Where" description={placeKindWords[kind].hint} className="space-y-5">
        <Segmented
          legend="Kind"
          value={kind}
          options={(["ray", "fine_tuning"] as const).map((value) => ({ value, label: placeKindWords[value].label }))}
          onChange={(chosen) => form.change({ kind: chosen })}
        />
        <PlaceFields form={form} stored={false} />
      </Panel>
      <FormEnd note="Nothing is sent there but a look at what it can do, before somebody starts a training.">
        <SubmitButton>Add the place</SubmitButton>
      </FormEnd>
    </Form>
  );
}

/** Another name, address or key. Left empty, the key that is stored stays. */
export function ChangePlace({ one, onClose }: { one: TrainingPlace; onClose: () => void }) {
  const { change } = useTrainingPlaces();
  const form = useForm<PlaceDraft>({
    initial: draftOfPlace(one),
    check: faultsOfPlace,
    send: async (draft) => {
      await change.mutateAsync({ placeId: one.id, body: bodyOfPlace(draft) });
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      title={one.name}
      description={placeKindWords[one.kind].label}
      act="Save changes"
      onClose={onClose}
    >
      <PlaceFields form={form} stored={one.hasKey} />
    </FormDialog>
  );
}

function PlaceFields({ form, stored }: { form: FormOf<PlaceDraft>; stored: boolean }) {
  const { kind } = form.draft;
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label="Name" name="name">
        <Input required maxLength={120} {...form.text("name")} />
      </Field>
      <Field label={kind === "ray" ? "Address" : "Base URL"} name="baseUrl">
        <Input
          required
          type="url"
          className="font-mono"
          placeholder={placeKindWords[kind].example}
          {...form.text("baseUrl")}
        />
      </Field>
      <Field
        label="Key"
        name="key"
        optional
        hint={stored ? "Left empty, the stored one stays." : "Sealed, and never shown again"}
      >
        <Input
          type="password"
          autoComplete="off"
          className="font-mono"
          placeholder={stored ? "••••••••  (stored)" : ""}
          {...form.text("key")}
        />
      </Field>
      {kind === "ray" ? (
        <>
          <Field
            label="Shared storage"
            name="settings.storage"
            optional
            hint="A folder that all machines see, or s3://bucket/folder: where results lie"
          >
            <Input className="font-mono" {...form.text("storage")} />
          </Field>
          <Field label="Packages" name="settings.packages" optional hint="That its machines lack, as pip takes them">
            <Input className="font-mono" placeholder="trl==1.16.0" {...form.text("packages")} />
          </Field>
          <Field label="GPUs a training" name="settings.gpus">
            <NumberInput min={0} {...form.text("gpus")} />
          </Field>
        </>
      ) : (
        <>
          <Field label="Server" name="settings.server">
            <Select {...form.text("server")}>
              {Object.entries(serverWords).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
          <Field
            label="Serves models at"
            name="settings.servesAt"
            optional
            hint="Where what was trained is asked; empty: the base URL"
          >
            <Input className="font-mono" {...form.text("servesAt")} />
          </Field>
          <Field
            label="Rate that it multiplies"
            name="settings.baseRate"
            optional
            hint="Where it multiplies a learning rate of its own and you know it, such as 2e-4; then yours is translated"
          >
            <Input inputMode="decimal" className="font-mono" {...form.text("baseRate")} />
          </Field>
        </>
      )}
    </div>
  );
}
