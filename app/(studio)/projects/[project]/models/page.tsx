import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Link } from "@/components/layout/link";
import { Page } from "@/components/layout/page";
import { ModelList } from "@/components/model/model-list";
import { Button } from "@/components/ui/button";
import { modelQueries } from "@/lib/client/queries/model-queries";
import { newQueryClient } from "@/lib/client/query-client";
import { hrefs } from "@/lib/contract/hrefs";
import { listModels } from "@/lib/data/models";
import { may } from "@/lib/domain/viewer";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Models" };

export default async function ModelsPage({ params }: InProject) {
  const { viewer, inside } = await visit(params, hrefs.models);
  const queries = newQueryClient();
  queries.setQueryData(modelQueries.list().queryKey, { items: await inside(() => listModels({ archived: false })) });
  return (
    <Page
      title="Models"
      lead="Who can play the user and who can answer."
      actions={
        may(viewer, "model.manage") && (
          <Button asChild variant="primary">
            <Link href={hrefs.newModel}>Connect a model</Link>
          </Button>
        )
      }
    >
      <HydrationBoundary state={dehydrate(queries)}>
        <ModelList />
      </HydrationBoundary>
    </Page>
  );
}
