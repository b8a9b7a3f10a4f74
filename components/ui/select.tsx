"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cx } from "./cx";
import { controlClass, useFieldWiring } from "./field";

/** The platform's own select: it works on phones, with a keyboard and at any zoom. Children are `<option>`s. */
export function Select(props: ComponentProps<"select">) {
  return (
    <span className={cx("relative inline-block", props.className ?? "w-full")}>
      <select {...useFieldWiring()} {...props} className={cx(controlClass, "h-9 appearance-none truncate pr-8")} />
      <ChevronDown aria-hidden className="pointer-events-none absolute top-2.5 right-2.5 size-4 text-ink-faint" />
    </span>
  );
}
