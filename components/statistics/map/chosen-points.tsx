"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, ClipboardCheck, Database, List, Tag, X } from "lucide-react";
import { useState } from "react";
import { useBulkAct } from "@/lib/client/mutations/bulk-mutations";
import { useCreateDataSet } from "@/lib/client/mutations/data-set-mutations";
import { topicMapQueries } from "@/lib/client/queries/topic-map-queries";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { hrefs } from "@/lib/contract/hrefs";
import type { BulkChange } from "@/lib/domain/bulk-act";
import type { MapChoice } from "@/lib/domain/statistics/topic-map";
import { bulkMoment } from "../../bulk/bulk-moment";
import { many } from "../../data-set/data-set-words";
import { JobProgress } from "../../job/job-progress";
import { Link } from "../../layout/link";
import { QueryError } from "../../layout/query-error";
import { useGo } from "../../layout/use-go";
import { useMay } from "../../layout/viewer-context";
import { Button } from "../../ui/button";
import { formatNumber } from "../../ui/format-number";
import { lazyPart } from "../../ui/lazy-part";
import { Panel } from "../../ui/panel";
import { SkeletonRows } from "../../ui/skeleton";

const BulkDialog = lazyPart(bulkMoment, ({ BulkDialog }) => BulkDialog);

/** As many ids as an address takes. */
const longestIds = 6_000;

type ChosenPointsProps = { snapshotId: string; choice: MapChoice; points: number[]; onClear: () => void };

/** The dialogues of the chosen points, as a list, with what can be done to all of them. */
export function ChosenPoints({ snapshotId, choice, points, onClear }: ChosenPointsProps) {
  const told = useQuery(topicMapQueries.told(snapshotId, choice, points));
  if (told.isPending) return <SkeletonRows label="Reading the chosen points" rows={4} />;
  if (told.isError) return <QueryError what="the chosen points" error={told.error} onRetry={told.refetch} />;
  const { dialogueIds, told: some } = told.data;
  return (
    <Panel
      title={`${many(points.length, "point")} chosen`}
      description={`They stand in ${many(dialogueIds.length, "dialogue")}.`}
      aside={
        <Button size="sm" variant="quiet" onClick={onClear}>
          Clear
        </Button>
      }
    >
      <Acts dialogueIds={dialogueIds} onDone={onClear} />
      <ul className="mt-4 max-h-96 divide-y divide-line overflow-y-auto">
        {some.map(({ point, dialogueId, text }) => (
          <li key={point} className="py-2 text-sm">
            <Link href={hrefs.dialogue(dialogueId)} dir="auto" className="line-clamp-2 break-words hover:underline">
              {text}
            </Link>
          </li>
        ))}
      </ul>
      {points.length > some.length && (
        <p className="mt-2 text-ink-faint text-xs">
          The first {formatNumber(some.length)} are told here. Keep them as a data set to see them all as a list.
        </p>
      )}
    </Panel>
  );
}

/** Few enough are named by an address and go everywhere; more go into a data set, which can be filtered by. */
function Acts({ dialogueIds, onDone }: { dialogueIds: string[]; onDone: () => void }) {
  const [asked, ask] = useState<BulkChange["kind"] | null>(null);
  const work = useBulkAct();
  const [mayAct, mayQueue, mayKeep] = [useMay("dialogue.bulk"), useMay("queue.manage"), useMay("dataSet.manage")];
  const chosen = dialogueIds.join();
  const isShort = chosen.length <= longestIds;
  const query = new URLSearchParams({ chosen });
  const act = { size: "sm", disabled: work.job !== null } as const;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {work.job && <JobProgress job={work.job} />}
      {isShort && (
        <Button asChild size="sm">
          <Link href={`${hrefs.dialogues}?${query}`}>
            <List aria-hidden className="size-3.5" />
            As a list
          </Link>
        </Button>
      )}
      {isShort && mayQueue && (
        <Button asChild size="sm">
          <Link href={`${hrefs.newQueue}?${query}`}>
            <ClipboardCheck aria-hidden className="size-3.5" />
            Review
          </Link>
        </Button>
      )}
      {mayKeep &&
        (isShort ? (
          <Button asChild size="sm">
            <Link href={`${dataHrefs.newDataSet}?${query}`}>
              <Database aria-hidden className="size-3.5" />
              To a data set
            </Link>
          </Button>
        ) : (
          <KeepAsDataSet dialogueIds={dialogueIds} />
        ))}
      {mayAct && (
        <>
          <Button {...act} onClick={() => ask("tag")}>
            <Tag aria-hidden className="size-3.5" />
            Tag
          </Button>
          <Button {...act} onClick={() => ask("accept")}>
            <Check aria-hidden className="size-3.5" />
            Accept
          </Button>
          <Button {...act} onClick={() => ask("reject")}>
            <X aria-hidden className="size-3.5" />
            Reject
          </Button>
        </>
      )}
      {asked && (
        <BulkDialog kind={asked} which={{ dialogueIds }} work={work} onDone={onDone} onClose={() => ask(null)} />
      )}
    </div>
  );
}

/** Too many for an address: a list that can be reviewed, tagged and frozen as any other. */
function KeepAsDataSet({ dialogueIds }: { dialogueIds: string[] }) {
  const create = useCreateDataSet();
  const go = useGo();
  const name = `From the topic map: ${many(dialogueIds.length, "dialogue")}`;
  const members = { list: { dialogueIds } };
  return (
    <>
      <Button
        size="sm"
        pending={create.isPending}
        onClick={() => create.mutate({ name, note: "", members }, { onSuccess: ({ id }) => go(dataHrefs.dataSet(id)) })}
      >
        <Database aria-hidden className="size-3.5" />
        Keep as a data set
      </Button>
      {create.error && <p className="w-full text-danger text-sm">{create.error.message}</p>}
    </>
  );
}
