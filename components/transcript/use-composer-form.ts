"use client";

import { type ComponentType, useEffect, useState } from "react";
import { transcriptParts } from "./transcript-parts";
import type { Room } from "./use-room";

type Form = ComponentType<{ room: Room }>;

let loaded: Form | null = null;

/**
 * The form of what is typed; null until it has come, right after the page. Not a lazy component: that would leave the
 * first letters after the key without a field, even when it is there already.
 */
export function useComposerForm(): Form | null {
  const [form, setForm] = useState<Form | null>(() => loaded);
  // In step with the network: fetched while the person reads.
  useEffect(() => {
    if (loaded) return;
    void transcriptParts.composerForm().then((form) => {
      loaded = form;
      setForm(() => form);
    });
  }, []);
  return form;
}
