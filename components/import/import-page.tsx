"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { urlOfData } from "@/lib/client/call-data";
import { dataKeys } from "@/lib/client/data-keys";
import { importQueries } from "@/lib/client/queries/import-queries";
import { useNewsAbout } from "@/lib/client/use-news-about";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { hrefs } from "@/lib/contract/hrefs";
import type { Import } from "@/lib/domain/import";
import { JobsAbout } from "../job/jobs-about";
import { standOf } from "../job/stand-of";
import { Link } from "../layout/link";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { Stat } from "../ui/stat";
import { nameOfFormat } from "./import-list";
import { madeWords, optionWords, standWords } from "./import-words";

/** One import: how far it is, what was taken and what refused, what was chosen, where it comes from. */
export function ImportPage({ importId }: { importId: string }) {
  const found = useQuery(importQueries.one(importId));
  useNewsAbout(importId, dataKeys.imports.all);
  if (found.isPending) return <SkeletonRows label="Reading the import" />;
  if (found.isError) return <QueryError what="the import" error={found.error} onRetry={found.refetch} />;
  const one = found.data;
  const { name, fileName, taken, refused, joined, cut, createdBy, createdAt, finishedAt } = one;
  return (
    <Page
      title={name}
      lead={
        <>
          <bdi>{fileName}</bdi> · {nameOfFormat(one.format)} · begun by <bdi>{createdBy.name}</bdi>{" "}
          <RelativeTime at={createdAt} />
        </>
      }
      actions={
        taken > 0 && (
          <>
            <Button asChild>
              <Link href={`${dataHrefs.newScan}?import=${encodeURIComponent(importId)}`}>Clean them</Link>
            </Button>
            {finishedAt !== null && (
              <Button asChild>
                <Link href={`${hrefs.newQueue}?${new URLSearchParams({ import: importId, name })}`}>Review them</Link>
              </Button>
            )}
            <Button asChild variant="primary">
              <Link href={hrefs.dialoguesOfImport(importId)}>See its dialogues</Link>
            </Button>
          </>
        )
      }
    >
      <div className="space-y-6">
        <JobsAbout subject={importId} />
        <dl className="flex flex-wrap gap-x-10 gap-y-4">
          <Stat name="State">
            <Badge tone={standOf(one, standWords).tone}>{standOf(one, standWords).label}</Badge>
          </Stat>
          <Stat name="Dialogues taken">{formatNumber(taken)}</Stat>
          <Stat name="Lines refused">{formatNumber(refused)}</Stat>
          {joined > 0 && <Stat name="Turns joined">{formatNumber(joined)}</Stat>}
          {cut > 0 && <Stat name="First turns left out">{formatNumber(cut)}</Stat>}
        </dl>
        <Chosen one={one} />
        {refused > 0 && <Problems importId={importId} />}
      </div>
    </Page>
  );
}

function Chosen({ one: { options, source, digest } }: { one: Import }) {
  const rows = [
    options && ["Where the assistant begins", optionWords.leadingAssistant[options.leadingAssistant]],
    options && ["Two turns of one speaker", optionWords.sameSpeaker[options.sameSpeaker]],
    options && ["Lines that cannot be taken", optionWords.badLines[options.badLines]],
    source && ["Who said what the user says", madeWords[source.made]],
    source?.licence && ["Licence", source.licence],
    source?.language && ["Language", source.language],
    source?.consent && ["Consent", source.consent],
    ["SHA-256, unpacked", digest],
  ].filter((row): row is [string, string] => Array.isArray(row));
  return (
    <Panel>
      <dl className="grid gap-x-6 gap-y-2 text-sm grid-cols-[minmax(0,1fr)] sm:grid-cols-[16rem_minmax(0,1fr)]">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-faint">{name}</dt>
            <dd className="wrap-anywhere max-sm:mb-2">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Problems({ importId }: { importId: string }) {
  const problems = useInfiniteQuery(importQueries.problems(importId));
  if (problems.isPending) return <SkeletonRows label="Reading the refused lines" />;
  if (problems.isError)
    return <QueryError what="the refused lines" error={problems.error} onRetry={problems.refetch} />;
  const items = problems.data.pages.flatMap((page) => page.items);
  return (
    <section aria-label="Lines that were refused">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 className="font-semibold">Lines that were refused</h2>
        <Button asChild>
          <a href={urlOfData("downloadImportProblems", { params: { importId } })} download>
            Download as CSV
          </a>
        </Button>
      </div>
      <ol className="divide-y divide-line rounded-lg border border-line bg-surface text-sm">
        {items.map(({ line, column, message }) => (
          <li key={`${line} ${column} ${message}`} className="grid grid-cols-[7rem_minmax(0,1fr)] gap-3 px-4 py-2">
            <span className="text-ink-faint text-xs leading-5 tabular-nums">
              Line {formatNumber(line)}
              {column !== null && `, ${formatNumber(column)}`}
            </span>
            <span className="break-words">{message}</span>
          </li>
        ))}
      </ol>
      <LoadMore list={problems} shown={items.length} noun="line" />
    </section>
  );
}
