import { Radio, Unplug, WifiOff } from "lucide-react";
import type { LiveState } from "@/lib/client/live-stream";
import { Badge } from "../ui/badge";

/** How the page's live stream stands, in words. */
export function LiveStateBadge({ state }: { state: LiveState }) {
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
