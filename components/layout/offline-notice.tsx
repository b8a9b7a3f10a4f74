"use client";

import { useMutationState } from "@tanstack/react-query";
import { WifiOff } from "lucide-react";
import { useOnline } from "@/lib/client/use-online";

/** Says that the line is gone, what that means for what is seen, and how many acts wait for it. */
export function OfflineNotice() {
  const online = useOnline();
  const waiting = useMutationState({ filters: { predicate: ({ state }) => state.isPaused } }).length;
  return (
    <div role="status" className="min-w-0">
      {!online && (
        <p className="flex items-center gap-2 rounded-md bg-warn-soft px-2.5 py-1 text-ink text-xs">
          <WifiOff aria-hidden className="size-3.5 shrink-0 text-warn" />
          <strong className="shrink-0 font-medium">Offline{waiting > 0 && `, ${waiting} waiting`}</strong>
          <span className="truncate max-lg:sr-only">
            {waiting > 0
              ? "Keep this page open: it is sent when the line is back."
              : "What you see may be old until the line is back."}
          </span>
        </p>
      )}
    </div>
  );
}
