"use client";

import type { ComponentProps } from "react";
import { cx } from "./cx";
import { controlClass, useFieldWiring } from "./field";

/** Grows with its text where the browser can; `rows` is the least height. */
export function Textarea(props: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={3}
      dir="auto"
      {...useFieldWiring()}
      {...props}
      className={cx(controlClass, "field-sizing-content min-h-16 py-2 leading-relaxed", props.className)}
    />
  );
}
