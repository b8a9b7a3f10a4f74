"use client";

import "./globals.css";

type Props = { error: Error & { digest?: string } };

/** Stands where nothing else can. Every page loads it, so it is plain: no part of ours, and a fresh page as the only way on. */
export default function GlobalError({ error: { digest } }: Props) {
  return (
    <html lang="en">
      <body>
        <main role="alert" className="mx-auto max-w-xl px-4 py-16">
          <h1 className="font-semibold">The studio could not be shown</h1>
          <p>Nothing you saved is lost, and runs go on. Load the page again.</p>
          <p>{digest}</p>
          <button type="button" className="mt-3 underline" onClick={() => location.reload()}>
            Load it again
          </button>
        </main>
      </body>
    </html>
  );
}
