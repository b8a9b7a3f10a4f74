"use client";

import { ErrorState } from "@/components/ui/error-state";

type Props = { error: Error & { digest?: string }; reset: () => void };

/** Stands where a page could not be drawn. */
export default function StudioError(props: Props) {
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-12">
      <WhatWentWrong {...props} />
    </div>
  );
}

function WhatWentWrong({ error, reset }: Props) {
  // The browser keeps that a piece of code failed to come, so only a fresh page asks for it again.
  if (error.name === "ChunkLoadError")
    return (
      <ErrorState title="A part of this page did not come" onRetry={() => location.reload()}>
        The network is gone, or the studio was updated meanwhile. What you typed is kept in this browser. Try again once
        you are online.
      </ErrorState>
    );
  return (
    <ErrorState title="This page could not be shown" onRetry={reset} requestId={error.digest}>
      Nothing you saved is lost and runs go on. Try again; if it stays, tell a lead
      {error.digest ? " the number below" : " what you did last"}.
    </ErrorState>
  );
}
