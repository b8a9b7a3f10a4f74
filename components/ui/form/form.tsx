"use client";

import type { FormEvent, KeyboardEvent, ReactNode } from "react";
import { FormProvider } from "./form-context";
import { LeaveGuard } from "./leave-guard";
import type { Submission } from "./use-submission";

type FormProps = {
  form: Submission & { isDirty?: boolean };
  id?: string;
  label?: string;
  className?: string;
  /** Leaving the page asks first while something typed is not saved. */
  guarded?: boolean;
  /** Browsers may offer what they know: on the ways in only. */
  autoComplete?: "on" | "off";
  children: ReactNode;
};

/** A form of this kit. Enter sends it from a line, Ctrl or Cmd with Enter from anywhere in it: by its first button. */
export function Form({ form, id, label, className, guarded = false, autoComplete = "off", children }: FormProps) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    // A form inside a dialog is, in React's eyes, inside of the form that opened it.
    event.stopPropagation();
    const by = (event.nativeEvent as SubmitEvent).submitter;
    void form.submit(event.currentTarget, by?.getAttribute("value") ?? "");
  }

  function sendByKey(event: KeyboardEvent<HTMLFormElement>) {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey) || event.shiftKey) return;
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    const buttons = [...event.currentTarget.elements].filter((element) => element instanceof HTMLButtonElement);
    const first = buttons.find(({ type }) => type === "submit");
    // The command that the button stands for has this key, and flashes it.
    if (first?.dataset.command !== undefined) return;
    event.preventDefault();
    if (first && !first.disabled) event.currentTarget.requestSubmit(first);
  }

  function mend({ target }: FormEvent<HTMLFormElement>) {
    for (let at = target instanceof Element ? target : null; at !== null; at = at.parentElement) {
      const name = at.getAttribute("name");
      if (name !== null && (at === target || at instanceof HTMLFieldSetElement)) form.forget(name);
      if (at instanceof HTMLFormElement) return;
    }
  }

  return (
    <FormProvider form={form}>
      <form
        noValidate
        id={id}
        aria-label={label}
        autoComplete={autoComplete}
        className={className}
        onSubmit={submit}
        onKeyDown={sendByKey}
        onInput={mend}
      >
        {children}
      </form>
      {guarded && <LeaveGuard active={(form.isDirty ?? false) && form.sending === null} />}
    </FormProvider>
  );
}
