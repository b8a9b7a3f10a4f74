import { CircleStop } from "lucide-react";

/** A person said that a real user would stop after the turn above. */
export function EndMark() {
  return (
    <p className="mt-4 flex max-w-script items-center gap-2 font-medium text-accent text-xs">
      <CircleStop aria-hidden className="size-3.5" />A real user stops here
      <span aria-hidden className="h-px flex-1 bg-accent" />
    </p>
  );
}
