"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button, type ButtonVariant } from "./button";

type CopyButtonProps = { text: string; label?: string; variant?: ButtonVariant };

/** Copies `text`; says so on itself. Where the browser refuses, it says to copy by hand. */
export function CopyButton({ text, label = "Copy", variant }: CopyButtonProps) {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");

  async function copy() {
    // Absent on plain http from another host.
    const written = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setState(written ? "copied" : "refused");
    setTimeout(() => setState("idle"), 2_000);
  }

  return (
    <Button size="sm" variant={variant} onClick={copy}>
      {state === "copied" ? <Check aria-hidden className="size-3.5" /> : <Copy aria-hidden className="size-3.5" />}
      <span aria-live="polite">
        {state === "idle" ? label : state === "copied" ? "Copied" : "Select and copy by hand"}
      </span>
    </Button>
  );
}
