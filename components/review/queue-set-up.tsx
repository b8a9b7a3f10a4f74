"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { messageOf } from "@/lib/client/client-error";
import { useAddQueueItems, useChangeQueue } from "@/lib/client/mutations/review-mutations";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import type { ListedQueue } from "@/lib/contract/endpoints/queues";
import type { Guideline } from "@/lib/domain/review/guideline";
import { filterOf } from "../dialogue-list/dialogue-filter";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { WordDiffView } from "../transcript/word-diff-view";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import { doneToast, errorToast } from "../ui/toasts";
import { guidelineOf, type QueueDraft, queueDraftOf, specOf } from "./queue-draft";
import { QueueForm } from "./queue-form";

const statuses = [
  { value: "open", label: "Open" },
  { value: "paused", label: "Paused" },
  { value: "archived", label: "Archived" },
] as const;

/** A queue as its lead changes it: what it hands out from now on, and the next version of its guideline. */
export function QueueSetUp({ queueId }: { queueId: string }) {
  const { data, error, refetch } = useQuery({ ...reviewQueries.queue(queueId), refetchOnWindowFocus: false });
  if (error) return <QueryError what="the queue" error={error} onRetry={refetch} />;
  if (!data) return <SkeletonRows rows={8} />;
  return <SetUpOf key={data.guideline.version} queue={data.queue} guideline={data.guideline} />;
}

function SetUpOf({ queue, guideline }: { queue: ListedQueue; guideline: Guideline }) {
  const change = useChangeQueue(queue.id);
  const { name, spec, status } = queue;

  async function save(draft: QueueDraft) {
    const wanted = guidelineOf(draft);
    const { text, reasons, fields } = guideline;
    const isNew =
      JSON.stringify(wanted) !== JSON.stringify(guidelineOf(queueDraftOf(name, spec, { text, reasons, fields })));
    await change.mutateAsync({
      queue: { name: draft.name, status, spec: specOf(draft, spec.filter) },
      guideline: isNew ? Object.assign(wanted, { basedOn: guideline.version }) : null,
    });
    doneToast(isNew ? `Saved; the guideline is version ${guideline.version + 1} now` : "Saved");
  }

  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-center gap-3">
        <Segmented
          legend="Status of the queue"
          value={status}
          options={statuses}
          onChange={(next) =>
            change.mutate(
              { queue: { name, status: next, spec }, guideline: null },
              { onError: (error) => errorToast(messageOf(error)) },
            )
          }
        />
        <p className="min-w-0 flex-1 text-ink-faint text-xs">
          A queue that is not open serves nothing; answers that were begun are still taken.
        </p>
        <AddItems queue={queue} />
      </div>
      <QueueForm queueId={queue.id} initial={queueDraftOf(name, spec, guideline)} saveLabel="Save" save={save} />
      <GuidelineHistory queueId={queue.id} />
    </div>
  );
}

/** Dialogues that the queue's filter finds by now and the queue has not; only where a filter made it. */
function AddItems({ queue: { id, spec } }: { queue: ListedQueue }) {
  const add = useAddQueueItems(id);
  if (Object.keys(spec.filter).length === 0) return null;
  const { sort: _order, ...filter } = filterOf(new URLSearchParams(spec.filter));
  return (
    <Button
      size="sm"
      pending={add.isPending}
      onClick={() =>
        add.mutate(
          { filter },
          {
            onSuccess: ({ added }) =>
              doneToast(
                added === 0 ? "Its filter finds nothing new" : `${formatNumber(added)} more put into the queue`,
              ),
            onError: (error) => errorToast(messageOf(error)),
          },
        )
      }
    >
      Add what its filter finds now
    </Button>
  );
}

/** The versions of a guideline, each with what it changed in the text. */
function GuidelineHistory({ queueId }: { queueId: string }) {
  const history = useInfiniteQuery(reviewQueries.guidelines(queueId));
  const versions = history.data?.pages.flatMap((page) => page.items) ?? [];
  if (versions.length < 2) return null;
  // What the last one changed shows only once the one before it is read.
  const shown = history.hasNextPage ? versions.slice(0, -1) : versions;
  return (
    <Panel title="Versions of the guideline">
      <ol className="divide-y divide-line">
        {shown.map(({ version, text, personName, createdAt }, i) => (
          <li key={version} className="py-3">
            <details>
              <summary className="cursor-pointer text-sm">
                <span className="font-medium">Version {version}</span>{" "}
                <span className="text-ink-faint text-xs">
                  by {personName}, <RelativeTime at={createdAt} />
                </span>
              </summary>
              <div className="mt-3">
                <WordDiffView before={versions[i + 1]?.text ?? ""} after={text} />
              </div>
            </details>
          </li>
        ))}
      </ol>
      {history.hasNextPage && <LoadMore list={history} shown={shown.length} noun="version" />}
    </Panel>
  );
}
