"use client";

import { Check, ClipboardCheck, Database, RotateCcw, Tag, Trash2, X } from "lucide-react";
import { useState } from "react";
import { useBulkAct } from "@/lib/client/mutations/bulk-mutations";
import type { DialogueListFilter } from "@/lib/client/query-keys";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { hrefs } from "@/lib/contract/hrefs";
import type { BulkChange } from "@/lib/domain/bulk-act";
import type { Dialogue } from "@/lib/domain/dialogue";
import { writtenFilter } from "../dialogue-list/dialogue-filter";
import { findingMoment } from "../dialogue-list/finding-moment";
import { JobProgress } from "../job/job-progress";
import { Link } from "../layout/link";
import { useMay } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { lazyPart } from "../ui/lazy-part";
import { bulkMoment } from "./bulk-moment";
import type { RowSelection } from "./use-row-selection";

/** As many ids as an address takes. */
const longestIds = 6_000;

// Comes right after the list, as the one above it does.
const DownloadMenu = lazyPart(findingMoment, ({ finding }) => finding.DownloadMenu);
const BulkDialog = lazyPart(bulkMoment, ({ BulkDialog }) => BulkDialog);

type BulkBarProps = {
  selection: RowSelection;
  /** The rows as they are shown. */
  shown: Pick<Dialogue, "id" | "headId" | "status">[];
  filter: DialogueListFilter;
  /** More are found than are on the page, so that "all that match" means something. */
  hasMore: boolean;
  onAll: () => void;
  onClear: () => void;
};

/** What can be done to the chosen dialogues; at the foot of the window while some are chosen. */
export function BulkBar({ selection, shown, filter, hasMore, onAll, onClear }: BulkBarProps) {
  const [asked, ask] = useState<BulkChange["kind"] | null>(null);
  const work = useBulkAct();
  const { job } = work;
  if (selection.ids.size === 0 && !selection.all && !job) return null;
  const { sort: _order, ...found } = filter;
  const chosen = shown.filter(({ id }) => selection.ids.has(id));
  const which = selection.all
    ? { filter: found }
    : { seen: chosen.map(({ id, headId }) => ({ dialogueId: id, headId })) };
  const mayBeParked = selection.all
    ? found.status === undefined || found.status.split(",").includes("parked")
    : chosen.some(({ status }) => status === "parked");
  const meant = selection.all ? found : { chosen: chosen.map(({ id }) => id).join() };
  const act = { size: "sm", disabled: job !== null } as const;
  return (
    <section
      aria-label="The chosen dialogues"
      className="sticky bottom-0 z-10 mt-4 flex flex-wrap items-center gap-2 rounded-lg border border-line bg-surface px-4 py-2.5 shadow-float"
    >
      <p role="status" className="mr-2 text-sm tabular-nums">
        {selection.all ? "All that match are chosen" : `${formatNumber(selection.ids.size)} chosen`}
      </p>
      {job ? (
        <JobProgress job={job} />
      ) : (
        hasMore &&
        !selection.all && (
          <Button size="sm" variant="quiet" onClick={onAll}>
            Choose all that match
          </Button>
        )
      )}
      <div className="ml-auto flex flex-wrap items-center gap-1.5">
        <Button {...act} onClick={() => ask("accept")}>
          <Check aria-hidden className="size-3.5" />
          Accept
        </Button>
        <Button {...act} onClick={() => ask("reject")}>
          <X aria-hidden className="size-3.5" />
          Reject
        </Button>
        <Button {...act} onClick={() => ask("tag")}>
          <Tag aria-hidden className="size-3.5" />
          Tag
        </Button>
        <Button {...act} onClick={() => ask("untag")}>
          Untag
        </Button>
        {mayBeParked && (
          <Button {...act} onClick={() => ask("retry")}>
            <RotateCcw aria-hidden className="size-3.5" />
            Try again
          </Button>
        )}
        <WaysOn filter={meant} />
        <Button {...act} variant="danger" onClick={() => ask("delete")}>
          <Trash2 aria-hidden className="size-3.5" />
          Delete
        </Button>
        <Button size="sm" variant="quiet" onClick={onClear}>
          Clear
        </Button>
      </div>
      {asked && <BulkDialog kind={asked} which={which} work={work} onDone={onClear} onClose={() => ask(null)} />}
    </section>
  );
}

/** Into a review queue, a data set, or a file: what an address can name. */
function WaysOn({ filter }: { filter: DialogueListFilter }) {
  const mayQueue = useMay("queue.manage");
  const mayKeep = useMay("dataSet.manage");
  const mayExport = useMay("dialogue.export");
  if ((filter.chosen ?? "").length > longestIds) return null;
  return (
    <>
      {mayQueue && (
        <Button asChild size="sm">
          <Link href={`${hrefs.newQueue}?${new URLSearchParams(writtenFilter(filter))}`}>
            <ClipboardCheck aria-hidden className="size-3.5" />
            Review
          </Link>
        </Button>
      )}
      {mayKeep && (
        <Button asChild size="sm">
          <Link href={`${dataHrefs.newDataSet}?${new URLSearchParams(writtenFilter(filter))}`}>
            <Database aria-hidden className="size-3.5" />
            To a data set
          </Link>
        </Button>
      )}
      {mayExport && <DownloadMenu filter={filter} size="sm" />}
    </>
  );
}
