"use client";

import { type Dispatch, type Reducer, useEffect, useEffectEvent, useReducer, useRef } from "react";
import type { KeptDrafts } from "@/lib/client/kept-drafts";

/** Where a draft lives: its store, whose it is, and what the studio served where nothing was typed here. */
export type DraftPlace<Draft> = { drafts: KeptDrafts<Draft>; id: string; served: Draft };

/**
 * What a person has typed and chosen about an item, kept with every change.
 *
 * @param onChange - told after each change, once it is kept
 */
export function useKeptDraft<Draft, Event>(
  reducer: Reducer<Draft, Event>,
  { drafts, id, served }: DraftPlace<Draft>,
  onChange?: () => void,
): [Draft, Dispatch<Event>] {
  const [draft, dispatch] = useReducer(reducer, null, () => drafts.read(id) ?? served);
  const first = useRef(draft);
  const tell = useEffectEvent(() => onChange?.());
  // In step with this browser's storage.
  useEffect(() => {
    if (draft === first.current) return;
    drafts.keep(id, draft);
    tell();
  }, [drafts, draft, id]);
  return [draft, dispatch];
}
