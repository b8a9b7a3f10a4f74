"use client";

import { type ComponentProps, type ReactNode, useId } from "react";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode };

export function Checkbox({ label, hint, className, ...rest }: CheckboxProps) {
  const id = useId();
  return (
    <div className={className}>
      <label className="flex cursor-pointer items-start gap-2.5 text-ink text-sm has-disabled:cursor-not-allowed has-disabled:opacity-60">
        <input
          type="checkbox"
          aria-describedby={hint ? id : undefined}
          {...rest}
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span>{label}</span>
      </label>
      {hint && (
        <p id={id} className="mt-0.5 pl-6.5 text-ink-faint text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}
