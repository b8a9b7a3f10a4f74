"use client";

import { useCallback, useMemo, useState } from "react";
import type { LiveDialogue } from "@/lib/domain/live";
import { previewOf } from "./preview";
import type { Acts } from "./use-acts";

/** Another version that is looked at, the head of what is shown then, and the ways to choose it or leave it. */
export function usePreview({ dialogue, turns }: Pick<LiveDialogue, "dialogue" | "turns">, { act }: Acts) {
  const [lookedAtId, look] = useState<string | null>(null);
  const { headId } = dialogue;
  const preview = useMemo(() => previewOf(turns, { headId }, lookedAtId), [turns, headId, lookedAtId]);
  const choosePreview = useCallback(async () => {
    if (!preview) return;
    const despiteRejection = preview.isRejected || undefined;
    await act({ kind: "choose", headId, turnId: preview.turn.id, despiteRejection });
  }, [act, headId, preview]);
  return {
    /** null while what is shown is what the dialogue follows. */
    preview,
    headId: preview?.headId ?? headId,
    /** Shows a version, with what follows it, or with null the dialogue again: it changes nothing. */
    look,
    choosePreview,
  };
}
