"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { dataKeys } from "@/lib/client/data-keys";
import { useBulkAct } from "@/lib/client/mutations/bulk-mutations";
import { scanQueries } from "@/lib/client/queries/scan-queries";
import { useNewsAbout } from "@/lib/client/use-news-about";
import type { BulkChange } from "@/lib/domain/bulk-act";
import type { FindingKind, Scan, TextKind } from "@/lib/domain/scan/scan";
import { bulkMoment } from "../bulk/bulk-moment";
import { JobProgress } from "../job/job-progress";
import { JobsAbout } from "../job/jobs-about";
import { standOf } from "../job/stand-of";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { lazyPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";
import { Stat } from "../ui/stat";
import { Tabs } from "../ui/tabs";
import { FindingList } from "./finding-list";
import { kinds, kindWords, standWords } from "./scan-words";

const BulkDialog = lazyPart(bulkMoment, ({ BulkDialog }) => BulkDialog);

/** One scan: how far it is and, kind by kind, what was found, with what can be done about it. */
export function ScanPage({ scanId }: { scanId: string }) {
  const found = useQuery(scanQueries.one(scanId));
  const [chosen, choose] = useState<FindingKind | null>(null);
  useNewsAbout(scanId, dataKeys.scans.all);
  if (found.isPending) return <SkeletonRows label="Reading the scan" />;
  if (found.isError) return <QueryError what="the scan" error={found.error} onRetry={found.refetch} />;
  const scan = found.data;
  const counts = kinds.flatMap((kind) => scan.counts.filter((one) => one.kind === kind));
  const first = counts[0]?.kind ?? null;
  return (
    <Page
      title="What was found"
      lead={`In ${formatNumber(scan.looked)} dialogues, looked through for: ${scan.asked.kinds.map((kind) => kindWords[kind].name).join(", ")}.`}
    >
      <div className="space-y-6">
        <JobsAbout subject={scanId} />
        <dl className="flex flex-wrap gap-x-10 gap-y-4">
          <Stat name="State">
            <Badge tone={standOf(scan, standWords).tone}>{standOf(scan, standWords).label}</Badge>
          </Stat>
          <Stat name="Dialogues">{formatNumber(scan.looked)}</Stat>
          <Stat name="Found">{formatNumber(counts.reduce((sum, one) => sum + one.found, 0))}</Stat>
        </dl>
        {first === null && scan.finishedAt !== null && <p className="text-ink-soft">Nothing of it was found.</p>}
        {first !== null && (
          <Tabs
            label="What was found"
            value={chosen ?? first}
            onChange={(kind) => choose(kind as FindingKind)}
            tabs={counts.map((count) => ({
              value: count.kind,
              label: `${kindWords[count.kind].name} (${formatNumber(count.found)})`,
              content: <OfKind scan={scan} count={count} />,
            }))}
          />
        )}
      </div>
    </Page>
  );
}

function changeOf(asked: Asked, scanId: string, kind: FindingKind): ChangeOfScan | undefined {
  if (asked === "amend") return { kind: "amend", scanId, kinds: [kind as TextKind] };
  return asked === "split" ? { kind: "split", scanId } : undefined;
}

const wholeNames: ReadonlySet<string> = new Set([
  "language",
  "single",
  "long",
  "duplicate",
  "near",
] satisfies FindingKind[]);

type ChangeOfScan = Extract<BulkChange, { kind: "amend" | "split" }>;
type Asked = "amend" | "split" | "tag" | "reject" | "delete";

function OfKind({ scan, count }: { scan: Scan; count: Scan["counts"][number] }) {
  const { kind, found, dialogues, left, done } = count;
  const [asked, ask] = useState<Asked | null>(null);
  const queries = useQueryClient();
  const work = useBulkAct();
  const isText = !wholeNames.has(kind);
  const again = () => void queries.invalidateQueries({ queryKey: dataKeys.scans.all });
  const open = found - left - done;
  const act = { size: "sm", disabled: work.job !== null || scan.finishedAt === null || open === 0 } as const;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <p className="mr-auto text-ink-soft text-sm tabular-nums">
          {formatNumber(found)} in {formatNumber(dialogues)} dialogues; {formatNumber(left)} left as they are,{" "}
          {formatNumber(done)} {kind === "long" ? "split" : "taken out"}
        </p>
        {work.job && <JobProgress job={work.job} />}
        {isText && (
          <Button {...act} variant="primary" onClick={() => ask("amend")}>
            Take out what is open
          </Button>
        )}
        {kind === "long" && (
          <Button {...act} variant="primary" onClick={() => ask("split")}>
            Split at {formatNumber(scan.asked.longest)} tokens
          </Button>
        )}
        <Button {...act} onClick={() => ask("tag")}>
          Tag these dialogues
        </Button>
        <Button {...act} onClick={() => ask("reject")}>
          Reject
        </Button>
        <Button {...act} variant="danger" onClick={() => ask("delete")}>
          Delete
        </Button>
      </div>
      {kind === "long" && (
        <p className="mb-4 max-w-prose text-ink-faint text-xs">
          Imported dialogues are split. Those of a run stay whole: each is what became of one seed, and its run, its
          evaluations and splits of data count it as that. What is too long there is ended earlier, dialogue by
          dialogue, or for all that follow by the limits of the run.
        </p>
      )}
      <FindingList scanId={scan.id} kind={kind} />
      {asked && (
        <BulkDialog
          kind={asked}
          which={{ scanId: scan.id, kinds: [kind] }}
          change={changeOf(asked, scan.id, kind)}
          work={{ ...work, undo: (id) => work.undo(id).finally(again) }}
          onDone={again}
          onClose={() => ask(null)}
        />
      )}
    </>
  );
}
