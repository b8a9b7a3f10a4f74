"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { CopyCheck } from "lucide-react";
import Link from "next/link";
import { duplicateQueries } from "@/lib/client/queries/duplicate-queries";
import { useCommands } from "@/lib/client/use-commands";
import { hrefs } from "@/lib/contract/hrefs";
import type { DuplicateSubject } from "@/lib/domain/duplicates";
import { JobsAbout } from "../job/jobs-about";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { useUrlState } from "../table/use-url-state";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import { DuplicateProgress } from "./duplicate-progress";
import { DuplicateReview } from "./duplicate-review";
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
  return (
    <DuplicateReview
      subject={subject}
      groups={groups}
      hasMore={found.hasNextPage}
      isReading={found.isFetchingNextPage}
      onMore={() => found.fetchNextPage()}
    />
  );
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
