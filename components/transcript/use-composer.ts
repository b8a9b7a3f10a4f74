"use client";

import { type Dispatch, useEffect, useReducer, useRef } from "react";
import { keptDrafts } from "@/lib/client/kept-drafts";
import { type Composer, type ComposerEvent, composerReducer, hasContent } from "./composer";
import { isComposer } from "./is-composer";

const drafts = keptDrafts("composer", isComposer);

/**
 * What is being typed about a dialogue. It is kept in this browser until it is sent or discarded, so that a reload, a
 * crash or a lost connection costs nothing.
 */
export function useComposer(dialogueId: string): [Composer | null, Dispatch<ComposerEvent>] {
  const [composer, dispatch] = useReducer(composerReducer, null);
  const held = useRef<Composer | null>(null);

  // Only in the browser, so that the first drawing is the server's.
  useEffect(() => {
    const composer = drafts.read(dialogueId);
    if (composer) dispatch({ type: "open", composer });
  }, [dialogueId]);

  // In step with this browser's storage.
  useEffect(() => {
    if (composer && hasContent(composer)) drafts.keep(dialogueId, composer);
    else if (held.current) drafts.forget(dialogueId);
    held.current = composer;
  }, [dialogueId, composer]);

  return [composer, dispatch];
}
