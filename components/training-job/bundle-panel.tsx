"use client";

import { useQuery } from "@tanstack/react-query";
import { urlOfTraining } from "@/lib/client/call-training";
import { useRegisterResult } from "@/lib/client/mutations/trained-mutations";
import { trainedQueries } from "@/lib/client/queries/trained-queries";
import type { TrainingJob } from "@/lib/domain/training-job/training-job";
import { useMay } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { type FormOf, useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { NumberInput } from "../ui/number-input";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { Select } from "../ui/select";

/** The archive to train with by hand; and, once somebody did, what came of it enters the catalogue. */
export function BundlePanel({ training: { id, name, model, spec } }: { training: TrainingJob }) {
  const manages = useMay("model.manage");
  if (!manages) return null;
  return (
    <Panel
      title="The bundle"
      description="One archive with the data, settings for each engine, checksums, and a README with the exact commands."
      className="space-y-5"
    >
      <Button asChild variant={model ? "secondary" : "primary"}>
        <a href={urlOfTraining("downloadTrainingBundle", { params: { trainingId: id } })} download>
          Download the bundle
        </a>
      </Button>
      {!model && <RegisterResult trainingId={id} name={name} contextWindow={spec.hyper.maxLength} />}
    </Panel>
  );
}

type Draft = {
  kind: "endpoint" | "folder";
  name: string;
  rendering: "chat" | "dyadic";
  contextWindow: string;
  baseUrl: string;
  upstreamModel: string;
  hostId: string;
  folder: string;
};

type RegisterProps = { trainingId: string; name: string; contextWindow: number };

function RegisterResult({ trainingId, name, contextWindow }: RegisterProps) {
  const register = useRegisterResult(trainingId);
  const form = useForm<Draft>({
    initial: {
      kind: "endpoint",
      name,
      rendering: "chat",
      contextWindow: `${contextWindow}`,
      baseUrl: "",
      upstreamModel: "",
      hostId: "",
      folder: "",
    },
    send: async ({ kind, name, rendering, contextWindow, baseUrl, upstreamModel, hostId, folder }) => {
      const about = { name, rendering, contextWindow: Number(contextWindow) };
      await register.mutateAsync(
        kind === "endpoint" ? { kind, ...about, baseUrl, upstreamModel } : { kind, ...about, hostId, folder },
      );
    },
  });
  return (
    <Form form={form} className="space-y-5 border-line border-t pt-5">
      <h3 className="font-semibold text-sm">Register the result</h3>
      <Segmented
        legend="Where it is"
        value={form.draft.kind}
        options={[
          { value: "endpoint", label: "It is served" },
          { value: "folder", label: "A folder on a trainer host" },
        ]}
        onChange={(kind) => form.change({ kind })}
      />
      <ResultFields form={form} />
      <FormEnd>
        <SubmitButton>Enter it in the catalogue</SubmitButton>
      </FormEnd>
    </Form>
  );
}

function ResultFields({ form }: { form: FormOf<Draft> }) {
  const hosts = useQuery(trainedQueries.hosts()).data ?? [];
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label="Name" name="name">
        <Input required maxLength={120} {...form.text("name")} />
      </Field>
      <Field label="Prompt form" name="rendering">
        <Select {...form.text("rendering")}>
          <option value="chat">Chat messages</option>
          <option value="dyadic">Dyadic text, continued</option>
        </Select>
      </Field>
      {form.draft.kind === "endpoint" ? (
        <>
          <Field label="Base URL" name="baseUrl">
            <Input required type="url" className="font-mono" {...form.text("baseUrl")} />
          </Field>
          <Field label="Model id" name="upstreamModel" hint="As the endpoint calls it">
            <Input required className="font-mono" {...form.text("upstreamModel")} />
          </Field>
        </>
      ) : (
        <>
          <Field label="Host" name="hostId">
            <Select required {...form.text("hostId")}>
              <option value="">Choose the host</option>
              {hosts.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="Folder" name="folder" hint="As the host sees it">
            <Input required className="font-mono" {...form.text("folder")} />
          </Field>
        </>
      )}
      <Field label="Context window, tokens" name="contextWindow">
        <NumberInput min={256} {...form.text("contextWindow")} />
      </Field>
    </div>
  );
}
