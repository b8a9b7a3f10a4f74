"use client";

import type { ReactNode } from "react";
import { Form } from "../ui/form/form";
import { FormFailure, SubmitButton } from "../ui/form/form-end";
import type { Submission } from "../ui/form/use-submission";

type EntryFormProps = {
  form: Submission;
  title: string;
  lead?: ReactNode;
  act: string;
  children: ReactNode;
};

/** The frame of the three ways in: fields, one button, and what went wrong in words. */
export function EntryForm({ form, title, lead, act, children }: EntryFormProps) {
  return (
    <Form form={form} autoComplete="on" className="flex flex-col gap-5">
      <div>
        <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
        {lead && <p className="mt-1.5 text-ink-soft text-sm">{lead}</p>}
      </div>
      {children}
      <FormFailure className="rounded-md bg-danger-soft px-3 py-2" />
      <SubmitButton className="w-full">{act}</SubmitButton>
    </Form>
  );
}
