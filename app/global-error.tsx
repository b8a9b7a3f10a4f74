"use client";

import "./globals.css";
import { ErrorState } from "@/components/ui/error-state";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function GlobalError({ error, reset }: Props) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto max-w-xl px-4 py-16">
          <ErrorState title="The studio could not be shown" onRetry={reset} requestId={error.digest}>
            Nothing you saved is lost and runs go on. Try again; if it stays, tell a lead the number below.
          </ErrorState>
        </main>
      </body>
    </html>
  );
}
