"use client";

import { ErrorState } from "@/components/ui/error-state";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function StudioError({ error, reset }: Props) {
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-12">
      <ErrorState title="This page could not be shown" onRetry={reset} requestId={error.digest}>
        Nothing you saved is lost and runs go on. Try again; if it stays, tell a lead the number below.
      </ErrorState>
    </div>
  );
}
