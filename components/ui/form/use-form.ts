"use client";

import { useState } from "react";
import type { FieldErrors } from "@/lib/base/app-error";
import { type DraftFields, draftFields, patched } from "./draft-fields";
import { type Submission, useSubmission } from "./use-submission";

type FormOptions<D> = {
  initial: D | (() => D);
  /** See {@link useSubmission}. */
  check?: (draft: D) => FieldErrors;
  /** What it resolves to is what the form shows from then on, as saved; nothing = what was sent. */
  // biome-ignore lint/suspicious/noConfusingVoidType: most have nothing to say and just end.
  send: (draft: D, by: string) => Promise<D | void>;
  leaves?: boolean;
};

export type FormOf<D> = Submission & DraftFields<D> & { isDirty: boolean };

/** A form: what was typed into it, as typed (numbers are text), and how sending it went. A refusal keeps all of it. */
export function useForm<D extends object>({ initial, check, send, leaves }: FormOptions<D>): FormOf<D> {
  const [draft, setDraft] = useState(initial);
  const [saved, setSaved] = useState(draft);
  const submission = useSubmission({
    check: () => check?.(draft) ?? {},
    send: async (by) => {
      const shown = await send(draft, by);
      setSaved(shown ?? draft);
      // What was typed while it was under way stays.
      if (shown) setDraft((now) => (now === draft ? shown : now));
    },
    leaves,
  });
  const fields = draftFields<D>(draft, (patch) => setDraft((before) => patched(before, patch)));
  return Object.assign(submission, fields, { isDirty: !sameDraft(draft, saved) });
}

/** True when two drafts say the same: plain objects and arrays by what is in them, everything else (a file) by itself. */
function sameDraft(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isPlain(a) || !isPlain(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  return keys.length === others.length && keys.every((key) => key in b && sameDraft(a[key], b[key]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
