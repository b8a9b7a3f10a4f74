"use client";

import { createContext, type ReactNode, use, useMemo } from "react";
import type { FieldErrors } from "@/lib/base/app-error";
import type { Submission } from "./use-submission";

type Told = Pick<Submission, "sending" | "faults" | "failure">;

const FormContext = createContext<Told | null>(null);
const noFaults: FieldErrors = {};

/** What the form around it has to tell; nothing outside of one. */
export function useTold(): Told {
  return use(FormContext) ?? { sending: null, faults: noFaults, failure: null };
}

/** Tells buttons and messages that stand outside of the `<form>` (the footer of a dialog) about it. */
export function FormProvider({ form, children }: { form: Told; children: ReactNode }) {
  const { sending, faults, failure } = form;
  const told = useMemo(() => ({ sending, faults, failure }), [sending, faults, failure]);
  return <FormContext value={told}>{children}</FormContext>;
}
