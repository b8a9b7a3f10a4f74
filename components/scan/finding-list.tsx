"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { messageOf } from "@/lib/client/client-error";
import { useLeaveFindings } from "@/lib/client/mutations/scan-mutations";
import { scanQueries } from "@/lib/client/queries/scan-queries";
import { hrefs } from "@/lib/contract/hrefs";
import type { Finding, FindingKind } from "@/lib/domain/scan/scan";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { speakerWords } from "../transcript/dialogue-words";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { SkeletonRows } from "../ui/skeleton";
import { errorToast } from "../ui/toasts";
import { partWords, wholeWords } from "./scan-words";

/** What was found of one kind, each with what stands around it and what would stand there; and the word that it stays. */
export function FindingList({ scanId, kind }: { scanId: string; kind: FindingKind }) {
  const findings = useInfiniteQuery(scanQueries.findings(scanId, kind));
  const queries = useQueryClient();
  const leaving = useLeaveFindings(scanId);
  if (findings.isPending) return <SkeletonRows label="Reading what was found" />;
  if (findings.isError) return <QueryError what="what was found" error={findings.error} onRetry={findings.refetch} />;
  const items = findings.data.pages.flatMap((page) => page.items);

  function leave({ position, state }: Finding) {
    const left = state === "open";
    const { queryKey } = scanQueries.findings(scanId, kind);
    queries.setQueryData(
      queryKey,
      (before) =>
        before && {
          ...before,
          pages: before.pages.map((page) => ({
            ...page,
            items: page.items.map((one) =>
              one.position === position ? { ...one, state: left ? ("left" as const) : ("open" as const) } : one,
            ),
          })),
        },
    );
    leaving.mutate({ positions: [position], left }, { onError: (error) => errorToast(messageOf(error)) });
  }

  return (
    <>
      <ol className="divide-y divide-line rounded-lg border border-line bg-surface text-sm">
        {items.map((finding) => (
          <li key={finding.position} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0 flex-1 basis-72">
              <Link href={hrefs.dialogue(finding.dialogueId)} className="block truncate text-ink-faint text-xs">
                {finding.speaker ? `${speakerWords[finding.speaker]} in ` : ""}
                <bdi>{finding.opening || "A dialogue without a turn"}</bdi>
              </Link>
              <Found finding={finding} />
            </div>
            {finding.state === "done" ? (
              <Badge tone="ok">{finding.kind === "long" ? "Split" : "Taken out"}</Badge>
            ) : (
              <Button size="sm" variant="quiet" aria-pressed={finding.state === "left"} onClick={() => leave(finding)}>
                {finding.state === "left"
                  ? `Left: ${finding.kind === "long" ? "split it" : "take it out"} after all`
                  : "Leave it"}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <LoadMore list={findings} shown={items.length} noun="finding" />
    </>
  );
}

function Found({ finding: { kind, text, before, after, instead, state } }: { finding: Finding }) {
  if (instead === null)
    return (
      <p className="mt-1">
        {wholeWords(kind, text)} {kind === "long" && partWords(after)}
        {(kind === "duplicate" || kind === "near") && (
          <>
            {" "}
            <Link href={hrefs.dialogue(text)} className="text-accent underline">
              See that one
            </Link>
          </>
        )}
      </p>
    );
  const mark = cx("rounded-sm px-0.5", state === "left" ? "bg-sunken" : "bg-warn-soft line-through decoration-warn");
  if (kind === "html")
    return (
      <div className="mt-1 grid gap-2 sm:grid-cols-2">
        <pre className="max-h-40 overflow-auto whitespace-pre-wrap break-words rounded bg-sunken p-2 text-xs">
          {text}
        </pre>
        <pre className="max-h-40 overflow-auto whitespace-pre-wrap break-words rounded bg-ok-soft p-2 text-xs">
          {instead}
        </pre>
      </div>
    );
  return (
    <p dir="auto" className="mt-1 break-words">
      {before}
      <mark className={cx(mark, "text-ink")}>{text}</mark>
      {state !== "left" && <ins className="ml-1 rounded-sm bg-ok-soft px-0.5 font-medium no-underline">{instead}</ins>}
      {after}
    </p>
  );
}
