"use client";

import { createContext, type ReactNode, useContext, useId } from "react";
import { cx } from "./cx";
import { useTold } from "./form/form-context";

type FieldWiring = { id: string; name: string; describedBy: string | undefined; invalid: boolean };

const FieldContext = createContext<FieldWiring | null>(null);

type FieldProps = {
  label: string;
  /** Where its value stands in what is sent (`sampling.topP`): what is wrong there is told here. */
  name?: string;
  hint?: ReactNode;
  /** Told instead of what the form has to tell. */
  error?: string;
  /** The label is only read out, where rows speak for themselves. */
  isLabelHidden?: boolean;
  /** Says so beside the label; fields are required unless they say otherwise. */
  optional?: boolean;
  className?: string;
  children: ReactNode;
};

/** A label, its control, a hint and an error, wired for assistive technology. The control inside is one of this folder. */
export function Field({ label, name, hint, error, isLabelHidden, optional, className, children }: FieldProps) {
  const id = useId();
  const { faults } = useTold();
  const fault = error ?? faults[name ?? id];
  const describedBy = cx(hint !== undefined && `${id}-hint`, fault !== undefined && `${id}-error`) || undefined;
  return (
    <div className={cx("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "font-medium text-ink text-sm"}>
        {label}
        {optional && <span className="ml-1.5 font-normal text-ink-faint text-xs">optional</span>}
      </label>
      <FieldContext value={{ id, name: name ?? id, describedBy, invalid: fault !== undefined }}>
        {children}
      </FieldContext>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-ink-faint text-xs">
          {hint}
        </p>
      )}
      {fault !== undefined && (
        <p id={`${id}-error`} role="alert" className="font-medium text-danger text-xs">
          {fault}
        </p>
      )}
    </div>
  );
}

/** The attributes that tie a control to the {@link Field} around it; none outside of one. */
export function useFieldWiring() {
  const wiring = useContext(FieldContext);
  if (!wiring) return {};
  return {
    id: wiring.id,
    name: wiring.name,
    "aria-describedby": wiring.describedBy,
    "aria-invalid": wiring.invalid || undefined,
  };
}

/** How every control of a form looks. */
export const controlClass =
  "w-full rounded-md border border-line-strong bg-surface px-3 text-ink text-sm shadow-raised transition-colors " +
  "hover:border-ink-faint focus-visible:outline-offset-0 aria-invalid:border-danger disabled:cursor-not-allowed disabled:opacity-60";
