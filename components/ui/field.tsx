"use client";

import { createContext, type ReactNode, useContext, useId } from "react";
import { cx } from "./cx";

type FieldWiring = { id: string; describedBy: string | undefined; invalid: boolean };

const FieldContext = createContext<FieldWiring | null>(null);

type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string;
  /** Says so beside the label; fields are required unless they say otherwise. */
  optional?: boolean;
  className?: string;
  children: ReactNode;
};

/** A label, its control, a hint and an error, wired for assistive technology. The control inside is one of this folder. */
export function Field({ label, hint, error, optional, className, children }: FieldProps) {
  const id = useId();
  const describedBy = cx(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`) || undefined;
  return (
    <div className={cx("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className="font-medium text-ink text-sm">
        {label}
        {optional && <span className="ml-1.5 font-normal text-ink-faint text-xs">optional</span>}
      </label>
      <FieldContext value={{ id, describedBy, invalid: error !== undefined }}>{children}</FieldContext>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-ink-faint text-xs">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="font-medium text-danger text-xs">
          {error}
        </p>
      )}
    </div>
  );
}

/** The attributes that tie a control to the {@link Field} around it; none outside of one. */
export function useFieldWiring() {
  const wiring = useContext(FieldContext);
  if (!wiring) return {};
  return { id: wiring.id, "aria-describedby": wiring.describedBy, "aria-invalid": wiring.invalid || undefined };
}

/** How every control of a form looks. */
export const controlClass =
  "w-full rounded-md border border-line-strong bg-surface px-3 text-ink text-sm shadow-raised transition-colors " +
  "hover:border-ink-faint focus-visible:outline-offset-0 aria-invalid:border-danger disabled:cursor-not-allowed disabled:opacity-60";
