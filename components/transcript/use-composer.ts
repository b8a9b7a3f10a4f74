"use client";

import { type Dispatch, useEffect, useReducer, useRef } from "react";
import { keptDrafts } from "@/lib/client/kept-drafts";
import { type Guard, isEither, isListOf, isOneOf, isShape, isText } from "@/lib/client/stored";
import { type Composer, type ComposerEvent, composerReducer, hasContent } from "./composer";

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

type Of<Kind> = Extract<Composer, { kind: Kind }>;

const isHead = isEither(isText, isOneOf(null));

const guards: { [Kind in Composer["kind"]]: Guard<Of<Kind>> } = {
  edit: isShape<Of<"edit">>({ kind: isOneOf("edit"), headId: isHead, turnId: isText, before: isText, text: isText }),
  take_over: isShape<Of<"take_over">>({ kind: isOneOf("take_over"), headId: isHead, text: isText }),
  regenerate: isShape<Of<"regenerate">>({ kind: isOneOf("regenerate"), headId: isHead, turnId: isText, text: isText }),
  comment: isShape<Of<"comment">>({ kind: isOneOf("comment"), headId: isHead, turnId: isHead, text: isText }),
  tag: isShape<Of<"tag">>({ kind: isOneOf("tag"), headId: isHead, text: isText }),
  reject: isShape<Of<"reject">>({
    kind: isOneOf("reject"),
    headId: isHead,
    turnId: isHead,
    reasons: isListOf(isText),
    text: isText,
  }),
};

/** A composer from storage: storage outlives versions of this file. */
export function isComposer(value: unknown): value is Composer {
  return Object.values(guards).some((isOfKind) => isOfKind(value));
}
