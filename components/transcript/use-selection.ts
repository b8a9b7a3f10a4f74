"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Turn } from "@/lib/domain/dialogue";
import { counterpart, type TranscriptRow } from "./transcript";

/** In which what a page opened with has found its height. */
const settlingMs = 3_000;

/**
 * The turn that keys and buttons are about: the one chosen, or what stands in its place since it was rewritten, else the
 * last on the path. What has ended is read from its
 * first turn; what is still going on opens at its end. `listRef` goes on the list of
 * turns, whose elements carry `data-turn`: a press anywhere in a turn chooses it.
 */
export function useSelection(rows: TranscriptRow[], turns: Turn[], ended: boolean) {
  const [chosenId, setChosenId] = useState(() => (ended ? (rows[0]?.turn.id ?? null) : null));
  const selected = useMemo(() => rowOf(rows, turns, chosenId) ?? rows.at(-1), [rows, turns, chosenId]);

  function select(turnId: string) {
    setChosenId(turnId);
    document.querySelector(`[data-turn="${CSS.escape(turnId)}"]`)?.scrollIntoView({ block: "nearest" });
  }

  function move(by: 1 | -1) {
    const next = selected && rows[rows.indexOf(selected) + by];
    if (next) select(next.turn.id);
  }

  // In step with the window's scroll position, once.
  const startsAtEnd = useRef(chosenId === null);
  useEffect(() => (startsAtEnd.current ? stayAtEnd() : undefined), []);

  const listRef = useCallback((list: HTMLElement | null) => {
    const choose = ({ target }: MouseEvent) => {
      const turn = target instanceof Element ? target.closest("[data-turn]") : null;
      if (turn) setChosenId(turn.getAttribute("data-turn"));
    };
    list?.addEventListener("click", choose);
    return () => list?.removeEventListener("click", choose);
  }, []);

  return { selected, select, move, listRef };
}

/** What stands at the end takes its true height a moment later: the page stays at its end until somebody moves it. */
function stayAtEnd(): () => void {
  const page = document.scrollingElement;
  const toEnd = () => page?.scrollTo({ top: page.scrollHeight });
  const size = new ResizeObserver(toEnd);
  const moves = ["wheel", "touchmove", "keydown", "pointerdown"] as const;
  const leave = () => {
    size.disconnect();
    clearTimeout(timer);
    for (const move of moves) window.removeEventListener(move, leave);
  };
  const timer = setTimeout(leave, settlingMs);
  for (const move of moves) window.addEventListener(move, leave, { passive: true });
  size.observe(document.body);
  toEnd();
  return leave;
}

function rowOf(rows: TranscriptRow[], turns: Turn[], chosenId: string | null): TranscriptRow | undefined {
  const chosen = turns.find(({ id }) => id === chosenId);
  const path = rows.map(({ turn }) => turn);
  const now = chosen && counterpart(path, chosen, turns);
  return now && rows.find(({ turn }) => turn === now);
}
