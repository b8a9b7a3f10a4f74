"use client";

import { useEffect, useState } from "react";
import type { LiveStream } from "@/lib/client/live-stream";
import { orderTiles, type TileSort } from "./order-tiles";

/** Slow enough that tiles do not jump about, quick enough that a new flag is soon among the first. */
const reorderEveryMs = 700;

/** Ids in the order of the wall; the same array until the order changes. */
export function useTileOrder(stream: LiveStream, sort: TileSort, workingOnly: boolean): string[] {
  const [order, setOrder] = useState<string[]>([]);

  // In step with the stream, which is outside of React; words do not change the order, so it is looked at rarely.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    function reorder() {
      timer = undefined;
      const tiles = stream.ids().flatMap((id) => stream.get(id)?.dialogue ?? []);
      const next = orderTiles(tiles, sort, workingOnly);
      setOrder((held) => (isSame(held, next) ? held : next));
    }
    reorder();
    const leave = stream.subscribe(() => {
      timer ??= setTimeout(reorder, stream.ids().length < 2 ? 0 : reorderEveryMs);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [stream, sort, workingOnly]);

  return order;
}

function isSame(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}
