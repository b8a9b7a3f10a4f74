"use client";

import { type FormEvent, useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useCreateApiToken } from "@/lib/client/mutations/team-mutations";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { SecretOnce } from "../ui/secret-once";

export function NewApiToken() {
  const [name, setName] = useState("");
  const create = useCreateApiToken();

  function submit(event: FormEvent) {
    event.preventDefault();
    create.mutate(name, { onSuccess: () => setName("") });
  }

  return (
    <div className="space-y-4">
      {create.isSuccess && (
        <SecretOnce
          label={`${create.data.apiToken.name}: shown only now. Keep it where passwords are kept.`}
          secret={create.data.token}
        />
      )}
      <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
        <Field
          label="New token"
          error={create.isError ? messageOf(create.error) : undefined}
          className="min-w-48 flex-1"
        >
          <Input
            required
            maxLength={120}
            placeholder="What is it for?"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Button type="submit" pending={create.isPending}>
          Make a token
        </Button>
      </form>
    </div>
  );
}
