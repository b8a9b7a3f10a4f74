"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useCreateQueue } from "@/lib/client/mutations/review-mutations";
import { hrefs } from "@/lib/contract/hrefs";
import { filterOf, writtenFilter } from "../dialogue-list/dialogue-filter";
import { FilterSummary } from "./filter-summary";
import { guidelineOf, queueDraftOf, specOf } from "./queue-draft";
import { QueueForm } from "./queue-form";

/** A queue of the dialogues that the filter in the URL finds, as the list of dialogues writes it. */
export function NewQueue() {
  const params = useSearchParams();
  const { sort: _order, ...filter } = filterOf(new URLSearchParams(params));
  const create = useCreateQueue();
  const router = useRouter();
  return (
    <QueueForm
      queueId={null}
      initial={queueDraftOf()}
      items={<FilterSummary filter={filter} />}
      saveLabel="Make the queue"
      save={async (draft) => {
        const queue = await create.mutateAsync({
          name: draft.name,
          spec: specOf(draft, writtenFilter(filter)),
          guideline: guidelineOf(draft),
          items: { filter },
        });
        router.push(hrefs.queue(queue.id));
      }}
    />
  );
}
