"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { LiveStream } from "@/lib/client/live-stream";
import { LiveTile } from "./live-tile";

const leastWidth = 288;
const tileHeight = 216;
const gap = 12;

type TileGridProps = {
  stream: LiveStream;
  ids: string[];
  selectedId: string | null;
  /** Told how many tiles stand in a row, so that arrows up and down know. */
  onColumns: (columns: number) => void;
};

/** The tiles in sight and a row beyond; hundreds more cost nothing until they are scrolled to. */
export function TileGrid({ stream, ids, selectedId, onColumns }: TileGridProps) {
  const wall = useRef<HTMLDivElement>(null);
  const { columns, top } = useColumns(wall, leastWidth);
  const rows = useWindowVirtualizer({
    count: Math.ceil(ids.length / columns),
    estimateSize: () => tileHeight + gap,
    overscan: 1,
    scrollMargin: top,
  });
  useEffect(() => onColumns(columns), [columns, onColumns]);

  const selectedRow = selectedId === null ? -1 : Math.floor(ids.indexOf(selectedId) / columns);
  // In step with the window's scroll position: a tile chosen by arrows comes into sight.
  useEffect(() => {
    if (selectedRow >= 0) rows.scrollToIndex(selectedRow, { align: "auto" });
  }, [selectedRow, rows]);

  return (
    <div ref={wall} className="relative" style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map((row) => (
        <div
          key={row.key}
          className="absolute inset-x-0 grid"
          style={{
            gap,
            height: tileHeight,
            gridTemplateRows: "minmax(0, 1fr)",
            gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
            transform: `translateY(${row.start - top}px)`,
          }}
        >
          {ids.slice(row.index * columns, (row.index + 1) * columns).map((id) => (
            <LiveTile key={id} stream={stream} id={id} selected={id === selectedId} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** How many columns of at least `least` pixels fit into the element, and how far down the page it begins. */
function useColumns(element: RefObject<HTMLElement | null>, least: number): { columns: number; top: number } {
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
