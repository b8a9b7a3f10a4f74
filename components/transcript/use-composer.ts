"use client";

import { type Dispatch, useEffect, useReducer, useRef } from "react";
import { type Composer, type ComposerEvent, composerReducer, hasContent } from "./composer";
import { parseComposer } from "./parse-composer";

/**
 * What is being typed about a dialogue. It is kept in this browser until it is sent or discarded, so that a reload, a
 * crash or a lost connection costs nothing.
 */
export function useComposer(dialogueId: string): [Composer | null, Dispatch<ComposerEvent>] {
  const [composer, dispatch] = useReducer(composerReducer, null);
  const key = `realchat.composer.${dialogueId}`;
  const held = useRef<Composer | null>(null);

  useEffect(() => {
    const composer = parseComposer(read(key));
    if (composer) dispatch({ type: "open", composer });
  }, [key]);

  useEffect(() => {
    if (composer && hasContent(composer)) write(key, JSON.stringify(composer));
    else if (held.current) write(key, null);
    held.current = composer;
  }, [key, composer]);

  return [composer, dispatch];
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Private windows and full disks may refuse; the text is still on the page.
  }
}
