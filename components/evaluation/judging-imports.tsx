"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { judgeQueries } from "@/lib/client/queries/judge-queries";
import { formatFacts } from "@/lib/contract/format-facts";
import type { JudgingImport } from "@/lib/domain/judging/judging-import";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { Badge } from "../ui/badge";
import { formatNumber } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { RulingButtons } from "./ruling-buttons";

/** Files of judgments and votes that came in: who brought them, what they hold, and whether that counts. */
export function JudgingImports({ evaluationId, manages }: { evaluationId: string; manages: boolean }) {
  const imports = useInfiniteQuery(judgeQueries.imports(evaluationId));
  const items = imports.data?.pages.flatMap((page) => page.items) ?? [];
  if (imports.isError) return <QueryError what="the files" error={imports.error} onRetry={imports.refetch} />;
  if (items.length === 0) return null;
  return (
    <div className="mt-5 space-y-2">
      <h3 className="font-medium text-sm">Files of judgments and votes</h3>
      <Table caption="Files of judgments and votes">
        <thead>
          <tr>
            <HeadCell>File</HeadCell>
            <HeadCell>Holds</HeadCell>
            <HeadCell>Brought by</HeadCell>
            <HeadCell>
              <span className="sr-only">What can be done</span>
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <Row key={one.id} className={one.isLeftOut ? "text-ink-faint" : undefined}>
              <Cell dir="auto" className="min-w-40 font-medium [overflow-wrap:anywhere]">
                {nameOf(one)} {one.isLeftOut && <Badge tone="warn">Left out</Badge>}
              </Cell>
              <Cell className="whitespace-nowrap">{holdsOf(one)}</Cell>
              <Cell className="whitespace-nowrap text-ink-soft">
                {one.person.name}, <RelativeTime at={one.createdAt} />
              </Cell>
              <Cell className="text-right">
                {manages && (
                  <RulingButtons
                    evaluationId={evaluationId}
                    subject="import"
                    id={one.id}
                    name={nameOf(one)}
                    isLeftOut={one.isLeftOut}
                    holds={`${holdsOf(one)} of this file`}
                  />
                )}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {imports.hasNextPage && <LoadMore list={imports} shown={items.length} noun="file" />}
    </div>
  );
}

function nameOf({ fileName, format }: JudgingImport): string {
  const facts = Object.entries(formatFacts).find(([id]) => id === format);
  return fileName || (facts ? facts[1].name : "A file");
}

function holdsOf({ judgments, votes }: JudgingImport): string {
  const said = (count: number, one: string) =>
    count === 0 ? [] : [`${formatNumber(count)} ${one}${count === 1 ? "" : "s"}`];
  return [...said(judgments, "judgment"), ...said(votes, "vote")].join(", ") || "nothing any more";
}
