import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import Link from "next/link";
import { EvaluationList } from "@/components/evaluation/evaluation-list";
import { Page } from "@/components/layout/page";
import { Button } from "@/components/ui/button";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import { newQueryClient } from "@/lib/client/query-client";
import { pageSize } from "@/lib/contract/endpoint";
import { hrefs } from "@/lib/contract/hrefs";
import { may } from "@/lib/domain/viewer";
import { requireViewer } from "@/lib/http/require-viewer";
import { readEvaluations } from "@/lib/operations/judging/read-evaluation";

export const metadata: Metadata = { title: "Evaluations" };

export default async function EvaluationsPage() {
  const viewer = await requireViewer(hrefs.evaluations);
  const queries = newQueryClient();
  const first = await readEvaluations(viewer, { limit: pageSize });
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
