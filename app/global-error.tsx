"use client";

import "./globals.css";
import { PageError } from "@/components/layout/page-error";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function GlobalError(props: Props) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto max-w-xl px-4 py-16">
          <PageError what="The studio" {...props} />
        </main>
      </body>
    </html>
  );
}
