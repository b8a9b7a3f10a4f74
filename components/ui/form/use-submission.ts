"use client";

import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { FieldErrors } from "@/lib/base/app-error";
import { ClientError, messageOf } from "@/lib/client/client-error";
import { controlFaults, focusButton, focusFirstFault, settleFaults } from "./control-faults";

type SubmissionOptions = {
  /** What no control can say of itself, by the names of controls; nothing is sent while there is something. */
  check?: () => FieldErrors;
  /** Sends what was typed; rejects when it was refused. `by`: the value of the button that was pressed. */
  send: (by: string) => Promise<void>;
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
