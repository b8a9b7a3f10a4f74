"use client";

import { Radio, Unplug, WifiOff } from "lucide-react";
import type { LiveState } from "@/lib/client/live-stream";
import { useOnline } from "@/lib/client/use-online";
import { Badge } from "../ui/badge";

/** How the page's live stream stands, in words. A browser that is offline knows it before the stream does. */
export function LiveStateBadge({ state: ofStream }: { state: LiveState }) {
  const state = useOnline() ? ofStream : "offline";
  return (
    <span role="status">
      {state === "connecting" && <Badge>Connecting</Badge>}
      {state === "live" && (
        <Badge tone="ok" icon={Radio}>
          Live
        </Badge>
      )}
      {state === "reconnecting" && (
        <Badge tone="warn" icon={Unplug}>
          Reconnecting
        </Badge>
      )}
      {state === "offline" && (
        <Badge tone="danger" icon={WifiOff}>
          Offline: what you see may be old
        </Badge>
      )}
    </span>
  );
}
