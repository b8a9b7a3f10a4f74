"use client";

import { useEffect, useMemo, useRef } from "react";
import type { SearchTerm } from "@/lib/domain/search-words";
import { hitsIn, wantedIn } from "./find-hits";
import type { Room } from "./use-room";

/** As many as can be told apart on a page. */
const mostMarked = 500;
const mark = "search";

/** Marks in the transcript what was searched for in the list, and goes to the first turn that holds it, once. */
export function useSearchHits(room: Room, typed: string): void {
  const wanted = useMemo(() => wantedIn(typed), [typed]);
  const { path, turns } = room;
  const goTo = useRef(room.goTo);
  useEffect(() => {
    goTo.current = room.goTo;
  });

  // In step with the page's scroll position, once.
  const isGone = useRef(false);
  useEffect(() => {
    if (isGone.current || wanted.length === 0 || turns.length === 0) return;
    isGone.current = true;
    const found =
      path.find(({ text }) => hitsIn(text, wanted).length > 0) ??
      turns.find(({ text }) => hitsIn(text, wanted).length > 0);
    if (found) goTo.current(found.id);
  }, [wanted, path, turns]);

  // In step with what is drawn: turns become Markdown by and by.
  useEffect(() => {
    const list = document.querySelector('ol[aria-label="Transcript"]');
    if (wanted.length === 0 || !list || !("highlights" in CSS)) return;
    let frame = 0;
    const draw = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => CSS.highlights.set(mark, new Highlight(...rangesIn(list, wanted))));
    };
    const changes = new MutationObserver(draw);
    changes.observe(list, { subtree: true, childList: true, characterData: true });
    draw();
    return () => {
      cancelAnimationFrame(frame);
      changes.disconnect();
      CSS.highlights.delete(mark);
    };
  }, [wanted]);
}

function rangesIn(list: Element, wanted: readonly SearchTerm[]): Range[] {
  const ranges: Range[] = [];
  const texts = document.createTreeWalker(list, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node && ranges.length < mostMarked; node = texts.nextNode())
    for (const { from, to } of hitsIn(node.nodeValue ?? "", wanted)) {
      const range = new Range();
      range.setStart(node, from);
      range.setEnd(node, to);
      ranges.push(range);
    }
  return ranges;
}
