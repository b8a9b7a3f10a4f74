"use client";

import type { ComponentProps } from "react";
import { Input } from "./input";

type FileInputProps = Omit<ComponentProps<"input">, "type" | "value" | "className" | "onChange"> & {
  onChange: (file: File | null) => void;
};

/** One file of the person's, not read yet. */
export function FileInput({ onChange, ...rest }: FileInputProps) {
  return (
    <Input
      {...rest}
      type="file"
      className="h-auto! py-1.5 file:mr-3 file:rounded file:border-0 file:bg-sunken file:px-2 file:py-0.5 file:text-ink"
      onChange={({ target }) => onChange(target.files?.[0] ?? null)}
    />
  );
}
