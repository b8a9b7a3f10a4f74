"use client";

import { keepPreviousData, useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { ClipboardCheck, CopyCheck, Database, Download, MessagesSquare } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useMemo, useRef } from "react";
import { keepCameFrom, takeWentTo } from "@/lib/client/came-from";
import { dialogueQueries } from "@/lib/client/queries/dialogue-queries";
import type { DialogueListFilter } from "@/lib/client/query-keys";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { hrefs } from "@/lib/contract/hrefs";
import { pathWithin } from "@/lib/contract/project-paths";
import type { SnippetPiece } from "@/lib/domain/snippet";
import { BulkBar } from "../bulk/bulk-bar";
import { useRowSelection } from "../bulk/use-row-selection";
import { Link } from "../layout/link";
import { NothingYet } from "../layout/nothing-yet";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { LoadMore } from "../table/load-more";
import { useUrlState } from "../table/use-url-state";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { lazyPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";
import { filterOf, isFiltered } from "./dialogue-filter";
import { DialogueTable } from "./dialogue-table";
import { FilterBar } from "./filter-bar";
import { findingMoment } from "./finding-moment";

// Comes right after the list, which everybody reads and few download.
const DownloadMenu = lazyPart(
  findingMoment,
  ({ finding }) => finding.DownloadMenu,
  <Button disabled>
    <Download aria-hidden className="size-4" />
    Download
  </Button>,
);

/** All dialogues by filter, a page at a time, and the training files made of them. */
export function DialogueList() {
  const [params, change] = useUrlState();
  const filter = filterOf(params);
  const mayExport = useMay("dialogue.export");
  const mayQueue = useMay("queue.manage");
  const mayKeep = useMay("dataSet.manage");
  return (
    <Page
      title="Dialogues"
      lead="Everything that was written, by anything that tells it apart."
      actions={
        <>
          <Button asChild>
            <Link href={hrefs.duplicates}>
              <CopyCheck aria-hidden className="size-4" />
              Duplicates
            </Link>
          </Button>
          {mayQueue && (
            <Button asChild>
              <Link href={`${hrefs.newQueue}${params.size > 0 ? `?${params}` : ""}`}>
                <ClipboardCheck aria-hidden className="size-4" />
                Review these
              </Link>
            </Button>
          )}
          {mayKeep && (
            <Button asChild>
              <Link href={`${dataHrefs.newDataSet}${params.size > 0 ? `?${params}` : ""}`}>
                <Database aria-hidden className="size-4" />
                Keep as data set
              </Link>
            </Button>
          )}
          {mayExport && <DownloadMenu filter={filter} />}
        </>
      }
    >
      <FilterBar filter={filter} change={change} />
      <Found filter={filter} />
    </Page>
  );
}

function Found({ filter }: { filter: DialogueListFilter }) {
  const found = useInfiniteQuery({ ...dialogueQueries.list(filter), placeholderData: keepPreviousData });
  const dialogues = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  const shown = dialogues.map(({ id }) => id);
  const { selection, choosing, chooseAll, clear } = useRowSelection(JSON.stringify(filter), shown);
  const snippets = useSnippets(found.isPlaceholderData ? undefined : filter.q, found.data?.pages ?? []);
  useListPlace(shown, found.isSuccess && !found.isPlaceholderData);
  if (found.isPending) return <SkeletonRows rows={8} label="Reading the dialogues" />;
  if (found.isError) return <QueryError what="the dialogues" error={found.error} onRetry={found.refetch} />;
  const note = found.data.pages[0]?.note;
  if (dialogues.length === 0) return <NothingFound filtered={isFiltered(filter)} note={note} />;
  return (
    <div className={found.isPlaceholderData ? "opacity-60 transition-opacity" : undefined}>
      {note && (
        <p role="status" className="mb-3 text-ink-faint text-sm">
          {note}
        </p>
      )}
      <DialogueTable dialogues={dialogues} snippets={snippets} choosing={choosing} />
      <LoadMore list={found} shown={dialogues.length} noun="dialogue" />
      <BulkBar
        selection={selection}
        shown={dialogues}
        filter={filter}
        hasMore={found.hasNextPage}
        onAll={chooseAll}
        onClear={clear}
      />
    </div>
  );
}

function NothingFound({ filtered, note }: { filtered: boolean; note?: string | null }) {
  return filtered ? (
    <EmptyState
      icon={MessagesSquare}
      title="No dialogue matches"
      action={
        <Button asChild>
          <Link href={hrefs.dialogues}>Show all dialogues</Link>
        </Button>
      }
    >
      {note ?? "Something is filtered away. Take a filter off, or search for other words."}
    </EmptyState>
  ) : (
    <NothingYet icon={MessagesSquare} title="No dialogue yet" way={{ href: hrefs.runs, label: "Go to the runs" }}>
      Dialogues are written by runs, and stay here for good.
    </NothingYet>
  );
}

/**
 * Notes what this list shows, for the way through it from one dialogue to the next; and comes back to the row of the
 * dialogue that was gone to from here.
 */
function useListPlace(shown: readonly string[], isRead: boolean): void {
  const path = pathWithin(usePathname());
  const query = useSearchParams().toString();
  const ids = shown.join();
  // In step with this window's storage.
  useEffect(() => {
    if (isRead) keepCameFrom({ href: query === "" ? path : `${path}?${query}`, ids: ids === "" ? [] : ids.split(",") });
  }, [path, query, ids, isRead]);

  const isBack = useRef(false);
  // In step with the page's scroll position, once, when its rows are there.
  useEffect(() => {
    if (!isRead || isBack.current) return;
    isBack.current = true;
    const id = takeWentTo();
    const row = id === null ? null : document.querySelector(`[data-row="${CSS.escape(id)}"]`);
    row?.scrollIntoView({ block: "center" });
    row?.querySelector("a")?.focus({ preventScroll: true });
  }, [isRead]);
}

type Pages = readonly { items: readonly { id: string }[] }[];

/** What a search found in each dialogue, by id; it comes after the list, page by page, and nothing waits for it. */
function useSnippets(words: string | undefined, pages: Pages): ReadonlyMap<string, SnippetPiece[]> {
  return useQueries({
    queries: words
      ? pages.map(({ items }) =>
          dialogueQueries.snippets(
            words,
            items.map(({ id }) => id),
          ),
        )
      : [],
    combine: (answers) =>
      new Map(
        answers.flatMap(({ data }) => (data ?? []).map(({ dialogueId, pieces }) => [dialogueId, pieces] as const)),
      ),
  });
}
