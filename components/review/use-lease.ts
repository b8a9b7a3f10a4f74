"use client";

import { useEffect, useState } from "react";
import { call } from "@/lib/client/call";
import { ClientError } from "@/lib/client/client-error";
import type { Assignment } from "@/lib/domain/review/answer";

/**
 * Keeps the person's place at an item while the page is in sight. Returns why the place was lost, in words, or null
 * while it is theirs; no network is no loss.
 */
export function useLease({ id, leaseUntil }: Assignment, leaseSeconds: number): string | null {
  const [lost, setLost] = useState<string | null>(null);
  const isLease = leaseUntil !== null;

  // In step with the studio's clock of leases.
  useEffect(() => {
    if (!isLease) return;
    const renew = () => {
      if (document.visibilityState === "hidden") return;
      call("renewAssignment", { params: { assignmentId: id } }).then(
        () => setLost(null),
        (error: unknown) => {
          if (error instanceof ClientError && ["conflict", "gone", "not_found", "forbidden"].includes(error.code))
            setLost(error.message);
        },
      );
    };
    const timer = setInterval(renew, Math.max(10, leaseSeconds / 3) * 1_000);
    document.addEventListener("visibilitychange", renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", renew);
    };
  }, [id, isLease, leaseSeconds]);

  return lost;
}
