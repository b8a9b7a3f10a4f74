"use client";

import { useLayoutEffect, useSyncExternalStore } from "react";
import type { Draft } from "@/lib/domain/live";
import { TurnFrame } from "./turn-frame";
import { TurnText } from "./turn-text";
import type { Drafts } from "./use-room";

/** How near the end of the page a reader must be for the page to follow the text. */
const followWithin = 220;

/** The turn that is being written. It alone is drawn again with each word. */
export function DraftRow({ drafts }: { drafts: Drafts }) {
  const draft = useSyncExternalStore(drafts.watch, drafts.read, drafts.read);
  return draft && <Writing draft={draft} />;
}

function Writing({ draft }: { draft: Draft }) {
  const { length } = draft.text;

  // In step with the window's scroll position: who reads at the end stays at the end, who reads above is left alone.
  useLayoutEffect(() => {
    const page = document.scrollingElement;
    if (length === 0 || !page) return;
    const below = page.scrollHeight - page.scrollTop - window.innerHeight;
    if (below > 0 && below < followWithin) page.scrollTop = page.scrollHeight;
  }, [length]);

  return (
    <TurnFrame
      speaker={draft.speaker}
      opensRound={draft.speaker === "user" || draft.parentId === null}
      margin={<span className="text-ink-faint text-xs">{length > 0 ? "writing" : "thinking"}</span>}
    >
      {length === 0 && draft.reasoning && (
        <p dir="auto" className="mb-2 line-clamp-3 max-w-script text-ink-faint text-xs">
          {draft.reasoning.slice(-400)}
        </p>
      )}
      <TurnText text={draft.text} speaker={draft.speaker} writing />
    </TurnFrame>
  );
}
