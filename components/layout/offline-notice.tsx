"use client";

import { useMutationState } from "@tanstack/react-query";
import { WifiOff } from "lucide-react";
import { useOnline } from "@/lib/client/use-online";

/** Says that the line is gone, what that means for what is seen, and how many acts wait for it. */
export function OfflineNotice() {
  const online = useOnline();
  const waiting = useMutationState({ filters: { predicate: ({ state }) => state.isPaused } }).length;
  return (
    <div role="status" className="sticky top-13 z-20">
      {!online && (
        <p className="flex items-center gap-2.5 border-warn/30 border-b bg-warn-soft px-4 py-2 text-ink text-sm sm:px-8">
          <WifiOff aria-hidden className="size-4 shrink-0 text-warn" />
          <span>
            <strong className="font-medium">Offline{waiting > 0 && `, ${waiting} waiting`}.</strong>{" "}
            {waiting > 0
              ? "Keep this page open: what you did is sent as soon as the line is back."
              : "What you see may be old. It goes on by itself as soon as the line is back."}
          </span>
        </p>
      )}
    </div>
  );
}
