"use client";

import type { ComponentProps } from "react";
import { Input } from "./input";

type NumberInputProps = Omit<ComponentProps<"input">, "type" | "inputMode"> & { step?: number | "any" };

/** A number, typed. What stands in it is text until it is sent, so that "" can mean none and half a number is not lost. */
export function NumberInput({ step = 1, ...rest }: NumberInputProps) {
  return <Input {...rest} type="number" step={step} inputMode={step === 1 ? "numeric" : "decimal"} />;
}
