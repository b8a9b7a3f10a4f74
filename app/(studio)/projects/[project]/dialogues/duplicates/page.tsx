import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { DuplicatesPage } from "@/components/duplicates/duplicates-page";
import { duplicateQueries } from "@/lib/client/queries/duplicate-queries";
import { newQueryClient } from "@/lib/client/query-client";
import { pageSize } from "@/lib/contract/endpoint";
import { hrefs } from "@/lib/contract/hrefs";
import { listDuplicateGroups } from "@/lib/data/duplicates/duplicate-groups";
import { readDuplicateProgress } from "@/lib/data/duplicates/duplicate-scan";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Duplicates" };

export default async function Page({
  params,
  searchParams,
}: InProject & { searchParams: Promise<{ subject?: string }> }) {
  const { inside } = await visit(params, hrefs.duplicates);
  const subject = (await searchParams).subject === "opening" ? "opening" : "dialogue";
  const [first, progress] = await inside(() =>
    Promise.all([listDuplicateGroups({ subject, state: "open", limit: pageSize }), readDuplicateProgress()]),
  );
  const queries = newQueryClient();
  queries.setQueryData(duplicateQueries.groups(subject).queryKey, { pages: [first], pageParams: [undefined] });
  queries.setQueryData(duplicateQueries.setting().queryKey, progress);
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <DuplicatesPage />
    </HydrationBoundary>
  );
}
