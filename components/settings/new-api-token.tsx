"use client";

import { useCreateApiToken } from "@/lib/client/mutations/team-mutations";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormFailure, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { SecretOnce } from "../ui/secret-once";

export function NewApiToken() {
  const create = useCreateApiToken();
  const form = useForm({
    initial: { name: "" },
    send: async ({ name }) => {
      await create.mutateAsync(name);
      return { name: "" };
    },
  });

  return (
    <div className="space-y-4">
      {create.isSuccess && (
        <SecretOnce
          label={`${create.data.apiToken.name}: shown only now. Keep it where passwords are kept.`}
          secret={create.data.token}
        />
      )}
      <Form form={form} className="space-y-2">
        <div className="flex flex-wrap items-start gap-2">
          <Field label="New token" name="name" className="min-w-48 flex-1">
            <Input required maxLength={120} placeholder="What is it for?" {...form.text("name")} />
          </Field>
          <SubmitButton variant="secondary" className="sm:mt-6.5">
            Make a token
          </SubmitButton>
        </div>
        <FormFailure />
      </Form>
    </div>
  );
}
