import type { SeedLineError } from "@/lib/domain/seed-set";

/** Which lines cannot be taken and why. */
export function LineErrors({ title, errors }: { title: string; errors: SeedLineError[] }) {
  return (
    <section aria-label="Lines to mend" className="rounded-lg border border-danger/30 bg-danger-soft px-4 py-3">
      <h2 className="font-semibold text-sm">{title}</h2>
      <ol className="mt-2 space-y-1 text-sm">
        {errors.map(({ line, message }) => (
          <li key={`${line} ${message}`} className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-2">
            <span className="text-ink-faint text-xs leading-5 tabular-nums">Line {line}</span>
            <span className="break-words">{message}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

export function needMending(lines: number): string {
  return `${lines === 1 ? "One line needs" : `${lines} lines need`} mending`;
}
