"use client";

import { useState } from "react";
import { ClientError, messageOf } from "@/lib/client/client-error";
import { useSaveFilter } from "@/lib/client/mutations/saved-filter-mutations";
import type { DialogueFilter } from "@/lib/client/query-keys";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { doneToast } from "../ui/toasts";

/** Saves what is filtered now under a name. */
export function SaveFilterForm({ filter }: { filter: DialogueFilter }) {
  const [name, setName] = useState("");
  const save = useSaveFilter();
  const fault = save.error instanceof ClientError ? save.error.fields?.name : undefined;

  function submit(event: React.FormEvent) {
    event.preventDefault();
    if (save.isPending || name.trim() === "") return;
    save.mutate(
      { name, filter },
      {
        onSuccess: (saved) => {
          setName("");
          doneToast(`“${saved.name}” is saved`);
        },
      },
    );
  }

  return (
    <form onSubmit={submit} className="border-line border-t pt-3">
      <Field
        label="Save this filter as"
        error={save.error ? (fault ?? messageOf(save.error)) : undefined}
        className="min-w-0"
      >
        <div className="flex gap-2">
          <Input
            value={name}
            maxLength={80}
            dir="auto"
            onChange={({ target }) => {
              setName(target.value);
              save.reset();
            }}
          />
          <Button type="submit" variant="primary" pending={save.isPending} disabled={name.trim() === ""}>
            Save
          </Button>
        </div>
      </Field>
    </form>
  );
}
