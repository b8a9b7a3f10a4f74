"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import { AskFirst } from "../ask-first";
import { FormProvider } from "./form-context";
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

/** While active, a link that would leave the page asks first, and so does the browser where the studio itself is left. */
function LeaveGuard({ active }: { active: boolean }) {
  const [wanted, setWanted] = useState<string | null>(null);
  const router = useRouter();

  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    const ask = (event: MouseEvent) => {
      const href = leavingBy(event);
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(href);
    };
    window.addEventListener("beforeunload", warn);
    document.addEventListener("click", ask, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", warn);
      document.removeEventListener("click", ask, { capture: true });
    };
  }, [active]);

  if (wanted === null) return null;
  return (
    <AskFirst
      open
      onOpenChange={() => setWanted(null)}
      title="Leave without saving?"
      description="What you typed here is not saved and would be gone."
      act="Leave"
      onConfirm={() => router.push(wanted)}
    />
  );
}

/** The address of the studio that a click goes to in this window; null for every other click. */
function leavingBy(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.hasAttribute("download")) return null;
  const { origin, pathname, search, hash } = new URL(link.href);
  const here = window.location;
  if (origin !== here.origin || (pathname === here.pathname && search === here.search)) return null;
  return pathname + search + hash;
}
