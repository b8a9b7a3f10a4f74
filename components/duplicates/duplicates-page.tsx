"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { CopyCheck } from "lucide-react";
import { type ComponentProps, useEffect, useRef, useState } from "react";
import { duplicateQueries } from "@/lib/client/queries/duplicate-queries";
import { useCommands } from "@/lib/client/use-commands";
import { hrefs } from "@/lib/contract/hrefs";
import type { DuplicateGroup, DuplicateSubject } from "@/lib/domain/duplicates";
import { JobsAbout } from "../job/jobs-about";
import { Link } from "../layout/link";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { useUrlState } from "../table/use-url-state";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { EmptyState } from "../ui/empty-state";
import { formatNumber } from "../ui/format-number";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import { DuplicateProgress, percent } from "./duplicate-progress";
import { GroupView } from "./group-view";
import { useKeepOne } from "./use-keep-one";

const subjects = [
  { value: "dialogue", label: "Whole dialogues" },
  { value: "opening", label: "Opening questions" },
] as const;

/** Groups of dialogues that say nearly the same, to keep one of each. */
export function DuplicatesPage() {
  const [params, change] = useUrlState();
  const subject: DuplicateSubject = params.get("subject") === "opening" ? "opening" : "dialogue";
  return (
    <Page
      title="Duplicates"
      lead="Ended dialogues that say nearly the same, in groups. Keep one of each, reject or delete the rest."
      actions={
        <Button asChild>
          <Link href={hrefs.dialogues}>All dialogues</Link>
        </Button>
      }
    >
      <div className="mb-5 flex flex-wrap items-center gap-x-5 gap-y-3">
        <Segmented
          legend="What is compared"
          value={subject}
          options={subjects}
          onChange={(value) => change({ subject: value === "opening" ? value : null })}
        />
        <DuplicateProgress />
      </div>
      <div className="mb-5 empty:hidden">
        <JobsAbout kind="duplicates" />
      </div>
      <Groups key={subject} subject={subject} />
    </Page>
  );
}

function Groups({ subject }: { subject: DuplicateSubject }) {
  const found = useInfiniteQuery(duplicateQueries.groups(subject));
  if (found.isPending) return <SkeletonRows rows={6} label="Reading the groups" />;
  if (found.isError) return <QueryError what="the groups" error={found.error} onRetry={found.refetch} />;
  const groups = found.data.pages.flatMap((page) => page.items);
  if (groups.length === 0) return <NoGroups subject={subject} />;
  return <DuplicateReview subject={subject} groups={groups} list={found} />;
}

/** The last group may just have been settled: what was done can still be taken back from here. */
function NoGroups({ subject }: { subject: DuplicateSubject }) {
  const { undo, isPending } = useKeepOne();
  useCommands([
    { id: "undo-rest", label: "Undo", keys: ["z"], group: "The group", run: () => void undo(), when: () => !isPending },
  ]);
  return (
    <EmptyState icon={CopyCheck} title="No duplicates">
      No two {subject === "dialogue" ? "ended dialogues" : "opening questions"} that nobody rejected are as alike as set
      above. New ones are compared as they end.
    </EmptyState>
  );
}

type DuplicateReviewProps = {
  subject: DuplicateSubject;
  groups: DuplicateGroup[];
  list: ComponentProps<typeof LoadMore>["list"];
};

/** The groups on one side, the chosen one's members against each other on the other. */
function DuplicateReview({ subject, groups, list }: DuplicateReviewProps) {
  const [chosen, setChosen] = useState({ id: "", at: 0 });
  // A group that was settled has left the list: the one that took its place is next.
  const found = groups.findIndex(({ id }) => id === chosen.id);
  const at = found >= 0 ? found : Math.min(chosen.at, groups.length - 1);
  const group = groups[at];
  const choose = (index: number) => {
    const to = groups[index];
    if (to) setChosen({ id: to.id, at: index });
    if (list.hasNextPage && !list.isFetchingNextPage && index > groups.length - 10) void list.fetchNextPage();
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
        <LoadMore list={list} shown={groups.length} noun="group" />
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
