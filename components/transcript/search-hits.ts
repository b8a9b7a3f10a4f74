"use client";

import { useEffect, useMemo, useRef } from "react";
import { foldWithPlaces } from "@/lib/domain/search-text";
import { readSearch, type SearchTerm } from "@/lib/domain/search-words";
import type { Room } from "./use-room";

/** As many as can be told apart on a page. */
const mostMarked = 500;
const mark = "search";

type SearchHitsProps = { room: Room; typed: string };

/** Marks in the transcript what was searched for in the list, and goes to the first turn that holds it, once. */
export function SearchHits({ room, typed }: SearchHitsProps): null {
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
  return null;
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

/** What a search looks for in texts; what it leaves out is nowhere. */
export function wantedIn(typed: string): SearchTerm[] {
  return readSearch(typed).filter(({ negated, text }) => !negated && text !== "");
}

/** Where in a text something wanted stands, as places in the text itself. */
export function hitsIn(text: string, wanted: readonly SearchTerm[]): { from: number; to: number }[] {
  const { folded, places } = foldWithPlaces(text);
  const hits = [];
  for (const term of wanted) {
    const { length } = term.text;
    for (let at = folded.indexOf(term.text); at >= 0; at = folded.indexOf(term.text, at + length))
      if (fits(folded, at, term)) hits.push({ from: places[at] ?? 0, to: places[at + length] ?? text.length });
  }
  return hits;
}

/** A word stands by itself, a beginning at the beginning of one. */
function fits(folded: string, at: number, { kind, text }: SearchTerm): boolean {
  if (kind === "exact") return true;
  if (isOfWord(folded[at - 1])) return false;
  return kind === "beginning" || !isOfWord(folded[at + text.length]);
}

function isOfWord(letter: string | undefined): boolean {
  return letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
}
