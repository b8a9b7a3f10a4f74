"use client";

import { useEffect, useRef } from "react";
import type { DuplicateGroup } from "@/lib/domain/duplicates";
import { cx } from "../ui/cx";
import { formatNumber } from "../ui/format-number";
import { percent } from "./duplicate-progress";

type GroupListProps = { groups: DuplicateGroup[]; chosen: number; onChoose: (index: number) => void };

/** Each group by the opening of the one to keep, with how many there are and how alike. */
export function GroupList({ groups, chosen, onChoose }: GroupListProps) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <ol
      ref={list}
      aria-label="Groups"
      className="max-h-56 overflow-y-auto rounded-lg border border-line bg-surface lg:max-h-[calc(100dvh-20rem)] lg:min-h-64"
    >
      {groups.map(({ id, opening, open, size, loosest }, i) => (
        <li key={id} className="border-line border-b last:border-0">
          <button
            type="button"
            aria-current={i === chosen || undefined}
            onClick={() => onChoose(i)}
            className={cx(
              "block w-full border-l-2 px-3 py-2 text-left",
              i === chosen ? "border-l-accent bg-hover" : "border-l-transparent hover:bg-hover/60",
            )}
          >
            <bdi dir="auto" className="block truncate font-medium text-sm">
              {opening || "No question"}
            </bdi>
            <span className="block text-ink-faint text-xs tabular-nums">
              {formatNumber(open)} dialogues{size > open && `, ${formatNumber(size - open)} rejected`} ·{" "}
              {loosest === 1 ? "all the same" : `${percent(loosest)} and more`}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
