"use client";

import { useSyncExternalStore } from "react";

const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

function eachMinute(tick: () => void) {
  const timer = setInterval(tick, 60_000);
  return () => clearInterval(timer);
}

/** "3 minutes ago", kept fresh, with the exact local time on hover. `at` is an ISO string. */
export function RelativeTime({ at }: { at: string }) {
  // The server does not know the reader's clock or zone: it writes the date, the browser the rest.
  const minute = useSyncExternalStore(
    eachMinute,
    () => Math.floor(Date.now() / 60_000),
    () => null,
  );
  const then = new Date(at);
  return (
    <time dateTime={at} title={minute === null ? undefined : then.toLocaleString()} className="whitespace-nowrap">
      {minute === null ? at.slice(0, 10) : inWords(then.getTime() / 1_000 - minute * 60)}
    </time>
  );
}

function inWords(seconds: number): string {
  const found = units.find(([, size]) => Math.abs(seconds) >= size);
  return found ? words.format(Math.trunc(seconds / found[1]), found[0]) : "just now";
}
