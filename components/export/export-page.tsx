"use client";

import { useQuery } from "@tanstack/react-query";
import { urlOfData } from "@/lib/client/call-data";
import { dataKeys } from "@/lib/client/data-keys";
import { exportQueries } from "@/lib/client/queries/export-queries";
import { useNewsAbout } from "@/lib/client/use-news-about";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { ExportedFile } from "@/lib/domain/training/manifest";
import type { TrainingExport } from "@/lib/domain/training/training-export";
import { JobsAbout } from "../job/jobs-about";
import { standOf } from "../job/stand-of";
import { Link } from "../layout/link";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { AuditReport } from "../training/audit-report";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { Stat } from "../ui/stat";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { ExportDownloads } from "./export-downloads";
import { formatBytes, roleWords, standWords, targetWords } from "./export-words";
import { PushPanel } from "./push-panel";
import { factsOf } from "./recipe-draft";
import { wordsOf } from "./recipe-preview";

/** One export: its files, what was counted, how to check them, who took them. */
export function ExportPage({ exportId }: { exportId: string }) {
  const found = useQuery(exportQueries.one(exportId));
  useNewsAbout(exportId, dataKeys.exports.all);
  if (found.isPending) return <SkeletonRows label="Reading the export" />;
  if (found.isError) return <QueryError what="the export" error={found.error} onRetry={found.refetch} />;
  const one = found.data;
  const { snapshots, recipe, createdBy, createdAt, files, archiveName } = one;
  const [first] = snapshots;
  return (
    <Page
      title={snapshots.map(({ dataSetName, number }) => `${dataSetName} ${number}`).join(" and ")}
      lead={
        <>
          {targetWords[recipe.target].label} for {factsOf(recipe)?.name ?? recipe.trainer} · made by{" "}
          <bdi>{createdBy.name}</bdi> <RelativeTime at={createdAt} />
        </>
      }
      actions={
        <>
          {first && (
            <Button asChild>
              <Link href={dataHrefs.newExport(first.id)}>Another export</Link>
            </Button>
          )}
          {files && (
            <Button asChild variant="primary">
              <a href={urlOfData("downloadExportFile", { params: { exportId, fileName: archiveName } })} download>
                Download all
              </a>
            </Button>
          )}
        </>
      }
    >
      <div className="space-y-6">
        <JobsAbout subject={exportId} />
        <Counts one={one} />
        {one.audit && (
          <Panel title="What the trainer will do with it">
            <AuditReport audit={one.audit} length={factsOf(recipe)?.length?.setting ?? null} />
          </Panel>
        )}
        {files && <ExportFiles exportId={exportId} files={files} archiveName={archiveName} />}
        {files && <PushPanel one={one} />}
        {files && <ExportDownloads exportId={exportId} />}
      </div>
    </Page>
  );
}

function Counts({ one }: { one: TrainingExport }) {
  const { counts } = one;
  const told = Object.entries(counts?.told ?? {});
  return (
    <Panel className="space-y-4">
      <dl className="flex flex-wrap gap-x-10 gap-y-4">
        <Stat name="State">
          <Badge tone={standOf(one, standWords).tone}>{standOf(one, standWords).label}</Badge>
        </Stat>
        {counts && (
          <>
            <Stat name="Dialogues">{formatNumber(counts.dialogues)}</Stat>
            <Stat name="Rows">{formatNumber(counts.rows)}</Stat>
            <Stat name={one.recipe.target === "whole" ? "Turns" : "Turns that they train"}>
              {formatNumber(counts.trainedTurns)}
            </Stat>
          </>
        )}
      </dl>
      {told.length > 0 && (
        <ul aria-label="What befell some of them" className="space-y-1 text-sm">
          {told.map(([rule, n]) => (
            <li key={rule}>
              <span className="font-medium tabular-nums">{formatNumber(n)}</span> · {wordsOf(rule)}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

type ExportFilesProps = { exportId: string; files: readonly ExportedFile[]; archiveName: string };

/** The files of an export, each to be downloaded by itself, and how to check them later. */
function ExportFiles({ exportId, files, archiveName }: ExportFilesProps) {
  const hrefOf = (fileName: string) => urlOfData("downloadExportFile", { params: { exportId, fileName } });
  const command = `npm run verify -- ${archiveName}`;
  return (
    <>
      <Table caption="Files">
        <thead>
          <tr>
            <HeadCell>File</HeadCell>
            <HeadCell className="max-sm:hidden">What it is</HeadCell>
            <HeadCell numeric>Rows</HeadCell>
            <HeadCell numeric>Size</HeadCell>
            <HeadCell className="max-md:hidden">SHA-256</HeadCell>
          </tr>
        </thead>
        <tbody>
          {files.map(({ name, role, rows, bytes, sha256 }) => (
            <Row key={name}>
              <Cell>
                <a
                  href={hrefOf(name)}
                  download
                  className="font-medium text-accent hover:underline max-sm:break-all sm:whitespace-nowrap"
                >
                  {name}
                </a>
              </Cell>
              <Cell className="whitespace-nowrap text-ink-soft max-sm:hidden">{roleWords[role]}</Cell>
              <Cell numeric>{rows === null ? "–" : formatNumber(rows)}</Cell>
              <Cell numeric className="whitespace-nowrap">
                {formatBytes(bytes)}
              </Cell>
              <Cell className="w-full max-w-0 max-md:hidden">
                <span title={sha256} className="block truncate font-mono text-ink-faint text-xs">
                  {sha256}
                </span>
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      <Panel
        title="Check them later"
        description="The manifest names each file with its length and SHA-256 and is signed by this server, so that nobody can change a byte unseen. It takes Node and one script, and no studio."
        aside={<CopyButton text={command} label="Copy the command" />}
      >
        <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          <code className="break-all rounded bg-sunken px-1.5 py-0.5 text-xs">{command}</code>
          <a href={hrefOf("manifest.json")} download className="text-accent hover:underline">
            manifest.json
          </a>
          <a href={hrefOf("manifest.json.sig")} download className="text-accent hover:underline">
            manifest.json.sig
          </a>
        </p>
      </Panel>
    </>
  );
}
