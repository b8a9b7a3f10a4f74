"use client";

import type { ComponentProps } from "react";
import { cx } from "./cx";
import { controlClass, useFieldWiring } from "./field";

export function Input(props: ComponentProps<"input">) {
  return <input {...useFieldWiring()} {...props} className={cx(controlClass, "h-9", props.className)} />;
}
