"use client";

import { ClientError, messageOf } from "@/lib/client/client-error";
import { ErrorState } from "../ui/error-state";

type QueryErrorProps = {
  /** What could not be read: "the runs". */
  what: string;
  error: Error;
  onRetry: () => void;
};

/** A read that failed, told apart from a read that found nothing. */
export function QueryError({ what, error, onRetry }: QueryErrorProps) {
  const requestId = error instanceof ClientError ? error.requestId : undefined;
  return (
    <ErrorState title={`Could not read ${what}`} onRetry={onRetry} requestId={requestId}>
      {messageOf(error)}
    </ErrorState>
  );
}
