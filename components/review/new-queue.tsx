"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { call } from "@/lib/client/call";
import { useCreateQueue } from "@/lib/client/mutations/review-mutations";
import type { DialogueListFilter } from "@/lib/client/query-keys";
import { hrefs } from "@/lib/contract/hrefs";
import { filterOf, writtenFilter } from "../dialogue-list/dialogue-filter";
import { filterChips } from "../dialogue-list/filter-chips";
import { useFilterNames } from "../dialogue-list/use-filter-names";
import { Link } from "../layout/link";
import { useGo } from "../layout/use-go";
import { guidelineOf, queueDraftOf, specOf } from "./queue-draft";
import { QueueForm } from "./queue-form";

/** A queue of the dialogues that the filter in the URL finds, as the list of dialogues writes it. */
export function NewQueue() {
  const params = useSearchParams();
  const { sort: _order, ...filter } = filterOf(new URLSearchParams(params));
  const create = useCreateQueue();
  const go = useGo();
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
        go(hrefs.queue(queue.id));
      }}
    />
  );
}

/** What a filter finds, so that nobody makes a queue of something else than they meant. */
function FilterSummary({ filter }: { filter: DialogueListFilter }) {
  const found = useQuery({
    queryKey: ["review", "preview", filter],
    queryFn: ({ signal }) => call("listDialogues", { query: { ...filter, limit: 5 }, signal }),
  });
  const items = found.data?.items ?? [];
  const said = filterChips(filter, useFilterNames(filter)).map(({ text }) => text);
  if (filter.q) said.push(`Words: ${filter.q}`);
  return (
    <section aria-label="Dialogues" className="space-y-2">
      <h3 className="font-medium text-sm">Dialogues</h3>
      <p className="text-ink-soft text-sm">
        {said.length === 0
          ? "Every dialogue of the studio. To choose fewer, filter the list of dialogues and come back from there."
          : `Those of the filter: ${said.join(" · ")}`}{" "}
        <Link href={hrefs.dialogues} className="text-accent underline">
          Choose in the list
        </Link>
      </p>
      {found.data && (
        <ul className="space-y-1 text-ink-faint text-xs">
          {items.map(({ id, opening }) => (
            <li key={id} dir="auto" className="truncate">
              {opening || "No turn yet"}
            </li>
          ))}
          {found.data.nextCursor !== null && <li>and more</li>}
          {items.length === 0 && <li>{found.data.note ?? "It finds nothing now, so the queue would be empty."}</li>}
        </ul>
      )}
    </section>
  );
}
