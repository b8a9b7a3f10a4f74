"use client";

import { ArrowLeft, ChevronDown, ChevronUp } from "lucide-react";
import { useEffect, useMemo } from "react";
import { keepWentTo, readCameFrom } from "@/lib/client/came-from";
import type { Command } from "@/lib/client/commands";
import { useHydrated } from "@/lib/client/use-hydrated";
import { hrefs } from "@/lib/contract/hrefs";
import { CommandButton } from "../layout/command-button";
import { useGo } from "../layout/use-go";
import { formatNumber } from "../ui/format-number";

export type ListWay = ReturnType<typeof useListWay>;

/** The way through the list that this dialogue was opened from: to the next, the one before, and back to its place. */
export function useListWay(dialogueId: string) {
  const go = useGo();
  const hydrated = useHydrated();
  const list = useMemo(() => (hydrated ? readCameFrom(dialogueId) : null), [hydrated, dialogueId]);
  // In step with this window's storage.
  useEffect(() => keepWentTo(dialogueId), [dialogueId]);
  const at = list?.ids.indexOf(dialogueId) ?? -1;
  const [before, after] = [list?.ids[at - 1], list?.ids[at + 1]];
  const group = "The list";
  const way = (id: string, label: string, key: string, to: string | undefined): Command => {
    const when = () => to !== undefined;
    return { id, label, keys: [key], group, run: () => to !== undefined && go(to), when };
  };
  const next = way("dialogue-next", "Next dialogue", "shift+j", after && hrefs.dialogue(after));
  const previous = way("dialogue-previous", "Previous dialogue", "shift+k", before && hrefs.dialogue(before));
  const back = way("dialogue-list", "Back to the list", "u", list?.href);
  return {
    commands: { next, previous, back },
    place: list && `${formatNumber(at + 1)} of ${formatNumber(list.ids.length)} shown`,
    /** Goes on where there is more; else back to the list, where it ends. */
    goOn: () => go(after ? hrefs.dialogue(after) : (list?.href ?? hrefs.dialogues)),
    hasList: list !== null,
    /** What the list was searched for. */
    searched: new URLSearchParams(list?.href.split("?")[1]).get("q") ?? "",
  };
}

/** Where in its list this dialogue stands. Nothing where the window came from elsewhere. */
export function ListWayBar({ way: { commands, place } }: { way: ListWay }) {
  if (place === null) return null;
  return (
    <nav aria-label="The list" className="flex items-center gap-0.5">
      <CommandButton command={commands.back} icon={ArrowLeft} iconOnly />
      <CommandButton command={commands.previous} icon={ChevronUp} iconOnly />
      <CommandButton command={commands.next} icon={ChevronDown} iconOnly />
      <span className="text-ink-faint text-xs tabular-nums">{place}</span>
    </nav>
  );
}
