"use client";

import { type ComponentProps, type ReactNode, useEffect, useEffectEvent, useRef } from "react";
import { Button } from "./button";
import { Input } from "./input";

type Given = Omit<ComponentProps<"input">, "type" | "value" | "className" | "onChange" | "ref">;

/** One file of the person's, not read yet. */
export function FileInput({ onChange, ...rest }: Given & { onChange: (file: File | null) => void }) {
  return (
    <Input
      {...rest}
      {...useChosen(({ files }) => onChange(files?.[0] ?? null))}
      type="file"
      className="h-auto! py-1.5 file:mr-3 file:rounded file:border-0 file:bg-sunken file:px-2 file:py-0.5 file:text-ink"
    />
  );
}

type FileButtonProps = Given & { onFile: (file: File) => void; pending?: boolean; children: ReactNode };

/** A button that asks for a file, each time anew; `aria-label` says of what. */
export function FileButton({ onFile, pending, children, ...rest }: FileButtonProps) {
  const chosen = useChosen((input) => {
    const file = input.files?.[0];
    input.value = "";
    if (file) onFile(file);
  });
  return (
    <>
      <input {...rest} {...chosen} type="file" className="sr-only" tabIndex={-1} />
      <Button size="sm" pending={pending} onClick={() => chosen.ref.current?.click()}>
        {children}
      </Button>
    </>
  );
}

/** What a file input tells: also what was chosen before the page woke up, of which it heard nothing. */
function useChosen(take: (input: HTMLInputElement) => void) {
  const ref = useRef<HTMLInputElement>(null);
  const takeEarly = useEffectEvent(take);
  useEffect(() => {
    if (ref.current?.files?.length) takeEarly(ref.current);
  }, []);
  return { ref, onChange: ({ target }: { target: HTMLInputElement }) => take(target) };
}
