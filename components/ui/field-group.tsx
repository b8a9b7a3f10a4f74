"use client";

import { type ReactNode, useId } from "react";
import { useTold } from "./form/form-context";

type FieldGroupProps = {
  legend: string;
  isLegendHidden?: boolean;
  name?: string;
  hint?: string;
  className?: string;
  children: ReactNode;
};

/** Controls that answer one question together; what is wrong with the answer is told under the question. */
export function FieldGroup({ legend, isLegendHidden, name, hint, className, children }: FieldGroupProps) {
  const id = useId();
  const { faults } = useTold();
  const fault = name === undefined ? undefined : faults[name];
  return (
    <fieldset name={name} aria-describedby={fault === undefined ? undefined : `${id}-error`} className={className}>
      <legend className={isLegendHidden ? "sr-only" : "mb-1.5 font-medium text-sm"}>{legend}</legend>
      {hint && <p className="mb-2 text-ink-faint text-xs">{hint}</p>}
      {fault !== undefined && (
        <p id={`${id}-error`} role="alert" className="mb-2 font-medium text-danger text-xs">
          {fault}
        </p>
      )}
      {children}
    </fieldset>
  );
}
