"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { ClientError, messageOf } from "@/lib/client/client-error";
import { Button } from "../ui/button";

type EntryFormProps = {
  title: string;
  lead?: ReactNode;
  act: string;
  /** Rejects when the person may not come in; on success it leaves the page. */
  onSubmit: (values: Record<string, string>) => Promise<void>;
  /** The fields, given the messages that belong to them. */
  children: (fields: Record<string, string>) => ReactNode;
};

/** The frame of the three ways in: fields, one button, and what went wrong in words. */
export function EntryForm({ title, lead, act, onSubmit, children }: EntryFormProps) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const values = Object.fromEntries(
      [...new FormData(event.currentTarget)].map(([name, value]) => [name, `${value}`]),
    );
    setPending(true);
    setFailure(null);
    try {
      await onSubmit(values);
    } catch (error) {
      setFailure(error);
      setPending(false);
    }
  }

  const fields = failure instanceof ClientError ? (failure.fields ?? {}) : {};
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <div>
        <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
        {lead && <p className="mt-1.5 text-ink-soft text-sm">{lead}</p>}
      </div>
      {children(fields)}
      {failure !== null && Object.keys(fields).length === 0 && (
        <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
          {messageOf(failure)}
        </p>
      )}
      <Button type="submit" variant="primary" pending={pending} className="w-full">
        {act}
      </Button>
    </form>
  );
}
