"use client";

import type { ComponentProps, ReactNode } from "react";
import { Button } from "../button";
import { cx } from "../cx";
import { useTold } from "./form-context";

/** What went wrong with the whole form, if something did. */
export function FormFailure({ className }: { className?: string }) {
  const { failure } = useTold();
  if (failure === null) return null;
  return (
    <p role="alert" className={cx("text-danger text-sm", className)}>
      {failure}
    </p>
  );
}

/** Busy while the form is under way. With a `value`, `send` is told which of the buttons it was. */
export function SubmitButton({ variant = "primary", ...rest }: ComponentProps<typeof Button>) {
  const { sending } = useTold();
  const isOther = sending !== null && sending !== (rest.value ?? "");
  return (
    <Button
      variant={variant}
      {...rest}
      type="submit"
      pending={sending !== null && !isOther}
      disabled={rest.disabled || isOther}
    />
  );
}

/** The end of a form that fills a page: what went wrong, what is worth knowing, and the buttons, the main one last. */
export function FormEnd({ note, children }: { note?: string; children: ReactNode }) {
  const { failure, faults } = useTold();
  const wrong = Object.keys(faults).length;
  const place = "min-w-0 flex-1 max-sm:basis-full";
  return (
    <div className="flex flex-wrap items-center justify-end gap-3">
      <FormFailure className={place} />
      {/* Those that are wrong may be far above. */}
      {failure === null && wrong > 1 && (
        <p role="alert" className={cx("text-danger text-sm", place)}>
          {wrong} fields need another look; nothing was sent.
        </p>
      )}
      {note && <p className="text-ink-faint text-xs">{note}</p>}
      {children}
    </div>
  );
}
