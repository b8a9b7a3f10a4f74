"use client";

import { CopyButton } from "./copy-button";

/** A secret in the only moment it can be seen. */
export function SecretOnce({ label, secret }: { label: string; secret: string }) {
  return (
    <div className="rounded-md border border-warn/30 bg-warn-soft p-3">
      <p className="text-ink text-sm">{label}</p>
      <div className="mt-2 flex items-center gap-2">
        <code className="min-w-0 flex-1 select-all overflow-x-auto whitespace-nowrap rounded bg-surface px-2 py-1.5 font-mono text-xs">
          {secret}
        </code>
        <CopyButton text={secret} />
      </div>
    </div>
  );
}
