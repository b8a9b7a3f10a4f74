"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import { hrefs } from "@/lib/contract/hrefs";
import type { LabelValues } from "@/lib/domain/review/answer";
import type { LabelField } from "@/lib/domain/review/guideline";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { verdictWords } from "../transcript/dialogue-words";
import { formatNumber } from "../ui/format-number";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";

/** What a snapshot holds, dialogue by dialogue. */
export function SnapshotDialogues({ snapshotId, fields }: { snapshotId: string; fields: LabelField[] }) {
  const dialogues = useInfiniteQuery(snapshotQueries.dialogues(snapshotId));
  if (dialogues.isPending) return <SkeletonRows label="Reading its dialogues" />;
  if (dialogues.isError) return <QueryError what="its dialogues" error={dialogues.error} onRetry={dialogues.refetch} />;
  const items = dialogues.data.pages.flatMap((page) => page.items);
  return (
    <section aria-label="Its dialogues">
      <h2 className="mb-3 font-semibold">Its dialogues</h2>
      <Table caption="Dialogues of the snapshot">
        <thead>
          <tr>
            <HeadCell numeric>No.</HeadCell>
            <HeadCell>Opening</HeadCell>
            <HeadCell className="max-sm:hidden">Decision</HeadCell>
            <HeadCell numeric>Turns</HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              Left out
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {items.map(({ position, dialogueId, opening, verdict, turns, untrained, labels }) => (
            <Row key={position} className="relative">
              <Cell numeric className="text-ink-faint">
                {formatNumber(position)}
              </Cell>
              <Cell className="w-full max-w-0 sm:min-w-48">
                <Link href={hrefs.dialogue(dialogueId)} className="block truncate after:absolute after:inset-0">
                  <bdi>{opening}</bdi>
                </Link>
                {labels && (
                  <span className="mt-0.5 block truncate text-ink-faint text-xs">
                    <bdi>{labelWords(labels.dialogue, fields)}</bdi>
                  </span>
                )}
              </Cell>
              <Cell className="whitespace-nowrap max-sm:hidden">{verdict ? verdictWords[verdict] : "Not judged"}</Cell>
              <Cell numeric>{formatNumber(turns)}</Cell>
              <Cell numeric className="max-sm:hidden">
                {untrained > 0 ? formatNumber(untrained) : ""}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      <LoadMore list={dialogues} shown={items.length} noun="dialogue" />
    </section>
  );
}

/** "Tone: warm · Real: 4": what was said by labels, in their order. */
function labelWords(values: LabelValues, fields: readonly LabelField[]): string {
  return fields
    .flatMap((field) => {
      const value = values[field.key];
      return value === undefined ? [] : [`${field.label}: ${wordsOf(value, field)}`];
    })
    .join(" · ");
}

function wordsOf(value: LabelValues[string], field: LabelField): string {
  if (field.kind !== "choice" && field.kind !== "several") return String(value);
  const labels = new Map(field.options.map(({ key, label }) => [key, label]));
  return [value]
    .flat()
    .map((key) => labels.get(String(key)) ?? String(key))
    .join(", ");
}
