import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Link } from "@/components/layout/link";
import { Page } from "@/components/layout/page";
import { SeedSetList } from "@/components/seed-set/seed-set-list";
import { Button } from "@/components/ui/button";
import { seedSetQueries } from "@/lib/client/queries/seed-set-queries";
import { newQueryClient } from "@/lib/client/query-client";
import { pageSize } from "@/lib/contract/endpoint";
import { hrefs } from "@/lib/contract/hrefs";
import { listSeedSets } from "@/lib/data/seed-sets";
import { may } from "@/lib/domain/viewer";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Seed sets" };

export default async function SeedSetsPage({ params }: InProject) {
  const { viewer, inside } = await visit(params, hrefs.seedSets);
  const queries = newQueryClient();
  const first = await inside(() => listSeedSets({ limit: pageSize }));
  queries.setQueryData(seedSetQueries.list().queryKey, { pages: [first], pageParams: [undefined] });
  return (
    <Page
      title="Seed sets"
      lead="First questions, or whole first rounds, that dialogues begin with."
      actions={
        may(viewer, "seedSet.manage") && (
          <Button asChild variant="primary">
            <Link href={hrefs.newSeedSet}>New seed set</Link>
          </Button>
        )
      }
    >
      <HydrationBoundary state={dehydrate(queries)}>
        <SeedSetList />
      </HydrationBoundary>
    </Page>
  );
}
