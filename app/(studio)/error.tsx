"use client";

import { PageError } from "@/components/layout/page-error";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function StudioError(props: Props) {
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-12">
      <PageError what="This page" {...props} />
    </div>
  );
}
