"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useState } from "react";
import { DialogueRow, type DialogueRowsProps } from "./dialogue-row";

/** Of a row with a name and a line below it; each is measured once it was in sight. */
const likelyHeight = 59;

/** The rows in sight and a dozen to either side, so that keys always find the next one. */
export function RowsInSight({ dialogues, snippets, choosing }: DialogueRowsProps) {
  const { top, ref } = useTop();
  const rows = useWindowVirtualizer({
    count: dialogues.length,
    estimateSize: () => likelyHeight,
    overscan: 12,
    scrollMargin: top,
    getItemKey: (index) => dialogues[index]?.id ?? index,
  });
  const shown = rows.getVirtualItems();
  const before = (shown[0]?.start ?? top) - top;
  const after = rows.getTotalSize() - ((shown.at(-1)?.end ?? top) - top);
  return (
    <tbody ref={ref}>
      {before > 0 && <tr aria-hidden style={{ height: before }} />}
      {shown.map(({ index, key }) => {
        const dialogue = dialogues[index];
        return (
          dialogue && (
            <DialogueRow
              key={key}
              rowRef={rows.measureElement}
              index={index}
              dialogue={dialogue}
              snippet={snippets?.get(dialogue.id)}
              choosing={choosing}
            />
          )
        );
      })}
      {after > 0 && <tr aria-hidden style={{ height: after }} />}
    </tbody>
  );
}

/** How far down the page the element begins that `ref` stands on; what stands above it may grow. */
function useTop() {
  const [top, setTop] = useState(0);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new ResizeObserver(() => setTop(element.getBoundingClientRect().top + window.scrollY));
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  return { top, ref };
}
