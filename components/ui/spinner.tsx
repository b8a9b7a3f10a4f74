import { LoaderCircle } from "lucide-react";

export function Spinner({ label = "Working" }: { label?: string }) {
  return (
    <span role="status" className="inline-flex">
      <LoaderCircle aria-hidden className="size-4 animate-spin" />
      <span className="sr-only">{label}</span>
    </span>
  );
}
