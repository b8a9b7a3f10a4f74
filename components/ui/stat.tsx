import type { ReactNode } from "react";

/** A named figure, as a pair of a description list; wrap several in a `<dl>`. */
export function Stat({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-faint text-xs">{name}</dt>
      <dd className="mt-0.5 font-medium text-ink text-lg">{children}</dd>
    </div>
  );
}
