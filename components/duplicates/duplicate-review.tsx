"use client";

import { useState } from "react";
import { useCommands } from "@/lib/client/use-commands";
import type { DuplicateGroup, DuplicateSubject } from "@/lib/domain/duplicates";
import { LoadMore } from "../table/load-more";
import { GroupList } from "./group-list";
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
