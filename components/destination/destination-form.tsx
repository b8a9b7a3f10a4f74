"use client";

import { type DestinationBody, useDestinations } from "@/lib/client/mutations/destination-mutations";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { DestinationAddress } from "@/lib/domain/destination";
import { useGo } from "../layout/use-go";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import type { DraftFields } from "../ui/form/draft-fields";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { type FormOf, useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { Select } from "../ui/select";
import { kindWords } from "./destination-words";

const initial = {
  kind: "hub" as "hub" | "bucket",
  name: "",
  url: "https://huggingface.co",
  holds: "dataset" as "dataset" | "model",
  repo: "",
  revision: "main",
  creates: true,
  region: "us-east-1",
  bucket: "",
  prefix: "",
  style: "path" as "path" | "host",
  accessKey: "",
  secret: "",
};
type Draft = typeof initial;

function bodyOf({ name, kind, accessKey, secret, ...draft }: Draft): DestinationBody {
  const { url, holds, repo, revision, creates, region, bucket, prefix, style } = draft;
  return kind === "hub"
    ? { name, address: { kind, url, holds, repo, revision, creates }, key: { secret } }
    : { name, address: { kind, url, region, bucket, prefix, style }, key: { accessKey, secret } };
}

/** Adds a place to which exports and models can be sent. */
export function DestinationForm() {
  const { add } = useDestinations();
  const go = useGo();
  const form = useForm<Draft>({
    initial,
    leaves: true,
    send: async (draft) => {
      await add.mutateAsync(bodyOf(draft));
      go(dataHrefs.destinations);
    },
  });
  const { kind } = form.draft;
  return (
    <Form form={form} guarded className="space-y-5">
      <Panel title="Where" description="It stays as it is: what was pushed is known to lie there.">
        <div className="space-y-5">
          <Segmented
            legend="Kind"
            value={kind}
            options={(["hub", "bucket"] as const).map((value) => ({ value, label: kindWords[value] }))}
            onChange={(chosen) => form.change({ kind: chosen, url: chosen === "hub" ? initial.url : "" })}
          />
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label="Name" hint="As it is called when somebody pushes." name="name" className="sm:col-span-2">
              <Input required maxLength={120} {...form.text("name")} />
            </Field>
            {kind === "hub" ? <HubFields form={form} /> : <BucketFields form={form} />}
          </div>
        </div>
      </Panel>
      <Panel
        title="Key"
        description="Sealed under this server's secret, sent to that address alone, never shown again."
      >
        <KeyFields kind={kind} fields={form} />
      </Panel>
      <FormEnd note="Test it from the list, before anything is pushed.">
        <SubmitButton>Add the destination</SubmitButton>
      </FormEnd>
    </Form>
  );
}

function HubFields({ form }: { form: FormOf<Draft> }) {
  return (
    <>
      <Field label="Address of the hub" name="address.url" className="sm:col-span-2">
        <Input required type="url" className="font-mono" {...form.text("url")} />
      </Field>
      <Field label="Repository of" hint="A hub keeps the two apart." name="address.holds">
        <Select {...form.text("holds")}>
          <option value="dataset">A data set: exports go there</option>
          <option value="model">A model: what was trained goes there</option>
        </Select>
      </Field>
      <Field label="Repository" hint="Owner and name." name="address.repo">
        <Input
          required
          placeholder={form.draft.holds === "model" ? "team/usergpt" : "team/medical-dialogues"}
          className="font-mono"
          {...form.text("repo")}
        />
      </Field>
      <Field label="Branch" name="address.revision">
        <Input required className="font-mono" {...form.text("revision")} />
      </Field>
      <Checkbox
        className="sm:col-span-2"
        label="Make the repository where it is not there"
        hint="Private, with the first push; the branch as well."
        {...form.flag("creates")}
      />
    </>
  );
}

function BucketFields({ form }: { form: FormOf<Draft> }) {
  return (
    <>
      <Field label="Address of the service" hint="Without the bucket." name="address.url" className="sm:col-span-2">
        <Input
          required
          type="url"
          placeholder="https://s3.eu-central-1.amazonaws.com"
          className="font-mono"
          {...form.text("url")}
        />
      </Field>
      <Field label="Bucket" name="address.bucket">
        <Input required className="font-mono" {...form.text("bucket")} />
      </Field>
      <Field label="Region" hint="us-east-1 where the service has none." name="address.region">
        <Input required className="font-mono" {...form.text("region")} />
      </Field>
      <Field label="Folder" optional hint="Each export and model gets one of its own in it." name="address.prefix">
        <Input placeholder="exports/medical" className="font-mono" {...form.text("prefix")} />
      </Field>
      <Field label="The bucket stands" hint="In the path suits MinIO and most others." name="address.style">
        <Select {...form.text("style")}>
          <option value="path">In the path</option>
          <option value="host">Before the host's name</option>
        </Select>
      </Field>
    </>
  );
}

type KeyDraft = { accessKey: string; secret: string };

type KeyFieldsProps = { kind: DestinationAddress["kind"]; fields: Pick<DraftFields<KeyDraft>, "text"> };

/** What opens a destination: a token, or two keys. */
function KeyFields({ kind, fields }: KeyFieldsProps) {
  const secret = <Input required type="password" autoComplete="off" className="font-mono" {...fields.text("secret")} />;
  if (kind === "hub")
    return (
      <Field label="Token" hint="One that may write to the repository." name="key.secret">
        {secret}
      </Field>
    );
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label="Access key" name="key.accessKey">
        <Input required autoComplete="off" className="font-mono" {...fields.text("accessKey")} />
      </Field>
      <Field label="Secret key" hint="It needs s3:PutObject and s3:AbortMultipartUpload." name="key.secret">
        {secret}
      </Field>
    </div>
  );
}
