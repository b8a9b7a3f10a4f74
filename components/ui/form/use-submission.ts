"use client";

import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { FieldErrors } from "@/lib/base/app-error";
import { ClientError, messageOf } from "@/lib/client/client-error";
import { formatNumber } from "../format-number";

type SubmissionOptions = {
  /** What no control can say of itself, by the names of controls; nothing is sent while there is something. */
  check?: () => FieldErrors;
  /** Sends what was typed; rejects when it was refused. `by`: the value of the button that was pressed. */
  send: (by: string) => Promise<unknown>;
  /** The page is left once it is sent: the form stays busy until then. */
  leaves?: boolean;
};

export type Submission = {
  /** The value of the button that is under way; null = nothing is. */
  sending: string | null;
  /** What is wrong, by the names of controls. */
  faults: FieldErrors;
  /** What went wrong with the whole; null while there is nothing to tell. */
  failure: string | null;
  submit: (form: HTMLFormElement, by: string) => Promise<void>;
  /** The control of this name is being mended. */
  forget: (name: string) => void;
};

type State = Pick<Submission, "sending" | "faults" | "failure">;

const atRest: State = { sending: null, faults: {}, failure: null };

/** One submit at a time; what is wrong is told beside its control, and the first wrong one gets the focus. */
export function useSubmission({ check, send, leaves = false }: SubmissionOptions): Submission {
  const [state, setState] = useState(atRest);
  const busy = useRef(false);

  /** Painted before the focus moves, so that a fault is read out with its control. */
  function end(form: HTMLFormElement, by: string, next: State) {
    busy.current = false;
    flushSync(() => setState(next));
    if (!focusFirstFault(form, next.faults)) focusButton(form, by);
  }

  async function submit(form: HTMLFormElement, by: string) {
    if (busy.current) return;
    const faults = Object.assign(controlFaults(form), check?.());
    if (Object.keys(faults).length > 0) return end(form, by, { sending: null, faults, failure: null });
    busy.current = true;
    setState({ sending: by, faults: {}, failure: null });
    try {
      await send(by);
      if (leaves) return;
      end(form, by, atRest);
    } catch (error) {
      const fields = (error instanceof ClientError && error.fields) || {};
      const { settled, rest } = settleFaults(form, fields);
      const isTold = Object.keys(settled).length > 0 && rest.length === 0;
      end(form, by, { sending: null, faults: settled, failure: isTold ? null : messageOf(error) });
    }
  }

  function forget(name: string) {
    setState((before) => {
      if (!(name in before.faults)) return before;
      const { [name]: _mended, ...faults } = before.faults;
      return { sending: before.sending, faults, failure: before.failure };
    });
  }

  return { sending: state.sending, faults: state.faults, failure: state.failure, submit, forget };
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What the controls of a form say against what stands in them (`required`, `min`, `type` …), by their names, in our words. */
function controlFaults(form: HTMLFormElement): FieldErrors {
  const faults: FieldErrors = {};
  for (const control of controlsOf(form)) {
    if (control.name !== "" && control.willValidate && !control.validity.valid) faults[control.name] ??= words(control);
  }
  return faults;
}

/**
 * Puts faults that are known by their path in the input on the controls that stand for them: the one of that name, one
 * inside of it, or the nearest around it. What no control stands for is told by the form.
 */
function settleFaults(form: HTMLFormElement, faults: FieldErrors) {
  const names = [...form.elements].map((element) => element.getAttribute("name") ?? "").filter(Boolean);
  const settled: FieldErrors = {};
  const rest: string[] = [];
  for (const [path, message] of Object.entries(faults)) {
    const name =
      names.find((one) => one === path) ??
      names.find((one) => one.startsWith(`${path}.`)) ??
      names.filter((one) => path.startsWith(`${one}.`)).sort((a, b) => b.length - a.length)[0];
    if (path !== "" && name !== undefined) settled[name] ??= message;
    else rest.push(message);
  }
  return { settled, rest };
}

/** Takes the person to the first control that has a fault; of a group to the first in it. False when there is none. */
function focusFirstFault(form: HTMLFormElement, faults: FieldErrors): boolean {
  const wrong = [...form.elements].find((element) => (element.getAttribute("name") ?? "") in faults);
  const control = wrong instanceof HTMLFieldSetElement ? wrong.querySelector("input, select, textarea") : wrong;
  if (!(control instanceof HTMLElement)) return false;
  control.focus();
  return true;
}

/** A button that was pressed loses the focus while it is busy; it gets it back unless the person has gone elsewhere. */
function focusButton(form: HTMLFormElement, value: string): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  const buttons = [...form.elements].filter((element) => element instanceof HTMLButtonElement);
  buttons.find((button) => button.type === "submit" && button.value === value)?.focus();
}

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (element) =>
      element instanceof HTMLInputElement ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement,
  );
}

function words(control: Control): string {
  const { validity, type } = control;
  const { min, max, step, minLength = 0, maxLength = 0 } = control as Partial<HTMLInputElement>;
  if (validity.badInput) return "This is no number.";
  if (validity.valueMissing) {
    if (type === "file") return "Choose a file.";
    return control instanceof HTMLSelectElement ? "Choose one." : "Fill this in.";
  }
  if (validity.typeMismatch)
    return type === "email" ? "This is no e-mail address." : "This is no address; one begins with http:// or https://.";
  if (validity.rangeUnderflow) return `At least ${formatNumber(Number(min))}.`;
  if (validity.rangeOverflow) return `At most ${formatNumber(Number(max))}.`;
  if (validity.stepMismatch) return step && step !== "1" ? `Only in steps of ${step}.` : "Only whole numbers.";
  if (validity.tooShort) return `At least ${minLength} characters; there are ${control.value.length}.`;
  if (validity.tooLong) return `At most ${maxLength} characters.`;
  return control.validationMessage;
}
