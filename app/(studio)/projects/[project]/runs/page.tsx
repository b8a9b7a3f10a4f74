import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Link } from "@/components/layout/link";
import { Page } from "@/components/layout/page";
import { RunList } from "@/components/run/run-list";
import { Button } from "@/components/ui/button";
import { modelQueries } from "@/lib/client/queries/model-queries";
import { runQueries } from "@/lib/client/queries/run-queries";
import { newQueryClient } from "@/lib/client/query-client";
import { pageSize } from "@/lib/contract/endpoint";
import { hrefs } from "@/lib/contract/hrefs";
import { listModels } from "@/lib/data/models";
import { listCountedRuns } from "@/lib/data/run-progress";
import { may } from "@/lib/domain/viewer";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Runs" };

export default async function RunsPage({ params }: InProject) {
  const { viewer, inside } = await visit(params, hrefs.runs);
  const queries = newQueryClient();
  const [runs, models] = await inside(() =>
    Promise.all([listCountedRuns({ limit: pageSize }), listModels({ archived: false })]),
  );
  queries.setQueryData(runQueries.list().queryKey, { pages: [runs], pageParams: [undefined] });
  queries.setQueryData(modelQueries.list().queryKey, { items: models });
  return (
    <Page
      title="Runs"
      lead="One model plays the user, another answers."
      actions={
        may(viewer, "run.manage") && (
          <Button asChild variant="primary">
            <Link href={hrefs.newRun}>New run</Link>
          </Button>
        )
      }
    >
      <HydrationBoundary state={dehydrate(queries)}>
        <RunList />
      </HydrationBoundary>
    </Page>
  );
}
