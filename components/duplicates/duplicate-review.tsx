"use client";

import { useEffect, useRef, useState } from "react";
import { useCommands } from "@/lib/client/use-commands";
import type { DuplicateGroup, DuplicateSubject } from "@/lib/domain/duplicates";
import { LoadMore } from "../table/load-more";
import { cx } from "../ui/cx";
import { formatNumber } from "../ui/format-number";
import { percent } from "./duplicate-progress";
import { GroupView } from "./group-view";

type DuplicateReviewProps = {
  subject: DuplicateSubject;
  groups: DuplicateGroup[];
  hasMore: boolean;
  isReading: boolean;
  onMore: () => void;
};

/** The groups on one side, the chosen one's members against each other on the other. */
export function DuplicateReview({ subject, groups, hasMore, isReading, onMore }: DuplicateReviewProps) {
  const [chosen, setChosen] = useState({ id: "", at: 0 });
  // A group that was settled has left the list: the one that took its place is next.
  const found = groups.findIndex(({ id }) => id === chosen.id);
  const at = found >= 0 ? found : Math.min(chosen.at, groups.length - 1);
  const group = groups[at];
  const choose = (index: number) => {
    const to = groups[index];
    if (to) setChosen({ id: to.id, at: index });
    if (hasMore && !isReading && index > groups.length - 10) onMore();
  };
  useCommands([
    { id: "group-next", label: "Next group", keys: ["j"], group: "Read", repeats: true, run: () => choose(at + 1) },
    {
      id: "group-previous",
      label: "Previous group",
      keys: ["k"],
      group: "Read",
      repeats: true,
      run: () => choose(at - 1),
    },
  ]);
  return (
    <div className="grid gap-6 lg:grid-cols-[18rem_minmax(0,1fr)]">
      <div className="min-w-0">
        <GroupList groups={groups} chosen={at} onChoose={choose} />
        <LoadMore
          shown={groups.length}
          noun={groups.length === 1 ? "group" : "groups"}
          hasMore={hasMore}
          pending={isReading}
          onMore={onMore}
        />
      </div>
      {group && <GroupView key={group.id} group={group} subject={subject} />}
    </div>
  );
}

type GroupListProps = { groups: DuplicateGroup[]; chosen: number; onChoose: (index: number) => void };

/** Each group by the opening of the one to keep, with how many there are and how alike. */
function GroupList({ groups, chosen, onChoose }: GroupListProps) {
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
