import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";

type ErrorStateProps = {
  title: string;
  /** What happened, what was kept, what to do. */
  children: ReactNode;
  onRetry?: () => void;
  /** Quoted so that a person can pass it on. */
  requestId?: string;
};

export function ErrorState({ title, children, onRetry, requestId }: ErrorStateProps) {
  return (
    <div role="alert" className="rounded-lg border border-danger/30 bg-danger-soft px-5 py-4">
      <div className="flex items-start gap-3">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold text-ink text-sm">{title}</h2>
          <div className="mt-1 max-w-prose text-ink-soft text-sm">{children}</div>
          {requestId && <p className="mt-1 font-mono text-ink-faint text-xs">Request {requestId}</p>}
          {onRetry && (
            <Button size="sm" className="mt-3" onClick={onRetry}>
              Try again
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
