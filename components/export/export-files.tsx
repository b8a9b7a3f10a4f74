import { urlOfData } from "@/lib/client/call-data";
import type { ExportedFile } from "@/lib/domain/training/manifest";
import { CopyButton } from "../ui/copy-button";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { formatBytes, roleWords } from "./export-words";

type ExportFilesProps = { exportId: string; files: readonly ExportedFile[]; archiveName: string };

/** The files of an export, each to be downloaded by itself, and how to check them later. */
export function ExportFiles({ exportId, files, archiveName }: ExportFilesProps) {
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
