"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

/** How many columns of at least `least` pixels fit into the element, and how far down the page it begins. */
export function useColumns(element: RefObject<HTMLElement | null>, least: number): { columns: number; top: number } {
  const [room, setRoom] = useState({ columns: 1, top: 0 });

  // In step with the size of the window.
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new ResizeObserver(() => {
      const columns = Math.max(1, Math.floor(target.clientWidth / least));
      const top = target.getBoundingClientRect().top + window.scrollY;
      setRoom((held) => (held.columns === columns && held.top === top ? held : { columns, top }));
    });
    observer.observe(target);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element, least]);

  return room;
}
