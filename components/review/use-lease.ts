"use client";

import { useEffect, useState } from "react";
import { call } from "@/lib/client/call";
import { ClientError } from "@/lib/client/client-error";
import type { Assignment } from "@/lib/domain/review/answer";

/** True for a refusal that says the place is gone; no network is no loss. */
export function isLost(error: unknown): error is ClientError {
  return error instanceof ClientError && ["conflict", "gone", "not_found", "forbidden"].includes(error.code);
}

/**
 * Keeps the person's place at an item while they are at work on it: whenever `readSeconds`, their active seconds, have
 * grown. Returns why the place was lost, in the studio's words, or null while it is theirs.
 */
export function useLease(
  { id, leaseUntil }: Assignment,
  leaseSeconds: number,
  readSeconds: () => number,
): string | null {
  const [lost, setLost] = useState<string | null>(null);
  const isLease = leaseUntil !== null;
  const isOld = isLease && Date.parse(leaseUntil) - Date.now() < (leaseSeconds / 2) * 1_000;

  // In step with the studio's clock of leases.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock is read, not followed.
  useEffect(() => {
    if (!isLease) return;
    let last = -1;
    const renew = () => {
      const seconds = readSeconds();
      if (document.visibilityState === "hidden" || seconds === last) return;
      last = seconds;
      call("renewAssignment", { params: { assignmentId: id } }).then(
        () => setLost(null),
        (error: unknown) => isLost(error) && setLost(error.message),
      );
    };
    if (isOld) renew();
    const timer = setInterval(renew, Math.max(10, leaseSeconds / 3) * 1_000);
    document.addEventListener("visibilitychange", renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", renew);
    };
  }, [id, isLease, leaseSeconds]);

  return lost;
}
