"use client";

import { useQuery } from "@tanstack/react-query";
import { call } from "@/lib/client/call";
import { presenceBeatMs } from "@/lib/domain/presence-times";

/** Who else has this dialogue before them now; while it is on the page it tells the others about the viewer. */
export function PresenceList({ dialogueId, writing }: { dialogueId: string; writing: boolean }) {
  const doing = writing ? "writing" : "reading";
  const { data: others = [] } = useQuery({
    queryKey: ["presence", dialogueId, doing],
    queryFn: ({ signal }) => call("beatPresence", { params: { dialogueId }, body: { doing }, signal }),
    select: (answer) => answer.items,
    refetchInterval: presenceBeatMs,
    retry: false,
  });
  if (others.length === 0) return null;
  return (
    <ul aria-label="Also here" className="flex items-center gap-1 text-xs">
      {others.map(({ personId, name, doing: theirs }) => (
        <li
          key={personId}
          className={`inline-flex h-5 items-center rounded-full px-2 text-2xs ${theirs === "writing" ? "bg-warn-soft text-warn" : "bg-hover text-ink-soft"}`}
        >
          {name}
          {theirs === "writing" ? " is writing" : " is here"}
        </li>
      ))}
    </ul>
  );
}
