import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { filterOf } from "@/components/dialogue-list/dialogue-filter";
import { DialogueList } from "@/components/dialogue-list/dialogue-list";
import { dialogueQueries } from "@/lib/client/queries/dialogue-queries";
import { newQueryClient } from "@/lib/client/query-client";
import { pageSize } from "@/lib/contract/endpoint";
import { hrefs } from "@/lib/contract/hrefs";
import { listDialogues } from "@/lib/data/dialogues";
import { rangeFaults } from "@/lib/domain/filter-ranges";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Dialogues" };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function DialoguesPage({ params, searchParams }: InProject & { searchParams: Search }) {
  const { inside } = await visit(params, hrefs.dialogues);
  const given = Object.entries(await searchParams).flatMap(([name, value]) => (value ? [[name, String(value)]] : []));
  const filter = filterOf(new URLSearchParams(given));
  const queries = newQueryClient();
  // Bounds that exclude each other: the page asks by itself and shows what the studio says to them.
  if (Object.keys(rangeFaults(filter)).length === 0) {
    const first = await inside(() => listDialogues({ ...filter, sort: filter.sort ?? "newest", limit: pageSize }));
    queries.setQueryData(dialogueQueries.list(filter).queryKey, { pages: [first], pageParams: [undefined] });
  }
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <DialogueList />
    </HydrationBoundary>
  );
}
