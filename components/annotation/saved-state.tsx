"use client";

import { CloudOff, CloudUpload, LogIn } from "lucide-react";
import Link from "next/link";
import { hrefs } from "@/lib/contract/hrefs";
import { useOutbox } from "./use-outbox";

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** Where what was decided is, in words. `href` is the page to come back to after signing in. */
export function SavedState({ href }: { href: string }) {
  const outbox = useOutbox();
  const { state, savedAt } = outbox;
  const waiting = outbox.waiting.filter(({ problem }) => problem === undefined).length;
  const className = "flex items-center gap-1.5 text-xs";
  if (state === "signed_out")
    return (
      <Link href={hrefs.signInThen(href)} className={`${className} font-medium text-warn underline`}>
        <LogIn aria-hidden className="size-3.5" />
        Sign in again to send {waiting}
      </Link>
    );
  if (state === "offline" && waiting > 0)
    return (
      <p role="status" className={`${className} text-warn`}>
        <CloudOff aria-hidden className="size-3.5" />
        Offline, {waiting} waiting
      </p>
    );
  if (waiting > 0)
    return (
      <p role="status" className={`${className} text-ink-faint`}>
        <CloudUpload aria-hidden className="size-3.5" />
        Saving
      </p>
    );
  return (
    <p role="status" className={`${className} text-ink-faint tabular-nums`}>
      {savedAt !== null && `Saved ${clock.format(savedAt)}`}
    </p>
  );
}
