import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { EvaluationList } from "@/components/evaluation/evaluation-list";
import { Link } from "@/components/layout/link";
import { Page } from "@/components/layout/page";
import { Button } from "@/components/ui/button";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import { newQueryClient } from "@/lib/client/query-client";
import { pageSize } from "@/lib/contract/endpoint";
import { hrefs } from "@/lib/contract/hrefs";
import { may } from "@/lib/domain/viewer";
import { type InProject, visit } from "@/lib/http/visit";
import { readEvaluations } from "@/lib/operations/judging/read-evaluation";

export const metadata: Metadata = { title: "Evaluations" };

export default async function EvaluationsPage({ params }: InProject) {
  const { viewer, inside } = await visit(params, hrefs.evaluations);
  const queries = newQueryClient();
  const first = await inside(() => readEvaluations(viewer, { limit: pageSize }));
  queries.setQueryData(judgingQueries.evaluations().queryKey, { pages: [first], pageParams: [undefined] });
  return (
    <Page
      title="Evaluations"
      lead="Who is better, decided blind, and how sure that is."
      actions={
        may(viewer, "evaluation.manage") && (
          <Button asChild variant="primary">
            <Link href={hrefs.newEvaluation}>New evaluation</Link>
          </Button>
        )
      }
    >
      <HydrationBoundary state={dehydrate(queries)}>
        <EvaluationList />
      </HydrationBoundary>
    </Page>
  );
}
