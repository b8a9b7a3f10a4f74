"use client";

import { LogIn } from "lucide-react";
import { usePathname } from "next/navigation";
import { useSignedOut } from "@/lib/client/signed-out";
import { hrefs } from "@/lib/contract/hrefs";

/** Says that the session has ended, and leads to the sign-in beside this page, so that nothing typed here is left. */
export function SignedOutNotice() {
  const isSignedOut = useSignedOut();
  const pathname = usePathname();
  return (
    <div role="status" className="min-w-0">
      {isSignedOut && (
        <p className="flex items-center gap-2 rounded-md bg-warn-soft px-2.5 py-1 text-ink text-xs">
          <LogIn aria-hidden className="size-3.5 shrink-0 text-warn" />
          <strong className="shrink-0 font-medium">Signed out</strong>
          <a
            href={hrefs.signInThen(pathname)}
            target="_blank"
            rel="noreferrer"
            className="truncate underline"
            title="Opens another tab. What you typed stays here; come back to this page afterwards."
          >
            Sign in, then go on here
          </a>
        </p>
      )}
    </div>
  );
}
