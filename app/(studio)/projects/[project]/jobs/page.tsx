import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { BudgetNotice } from "@/components/budget/budget-notice";
import { JobList } from "@/components/job/job-list";
import { Page } from "@/components/layout/page";
import { jobQueries } from "@/lib/client/queries/job-queries";
import { newQueryClient } from "@/lib/client/query-client";
import { pageSize } from "@/lib/contract/endpoint";
import { hrefs } from "@/lib/contract/hrefs";
import { listJobs } from "@/lib/data/jobs/jobs";
import { type InProject, visit } from "@/lib/http/visit";
import { jobsOf } from "@/lib/operations/steer-job";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage({ params }: InProject) {
  const { viewer, inside } = await visit(params, hrefs.jobs);
  const queries = newQueryClient();
  const jobs = await inside(() => listJobs({ ...jobsOf(viewer), limit: pageSize }));
  queries.setQueryData(jobQueries.list({}).queryKey, { pages: [jobs], pageParams: [undefined] });
  return (
    <Page title="Jobs" lead="What workers do in the background; it goes on when a window closes.">
      <HydrationBoundary state={dehydrate(queries)}>
        <BudgetNotice className="mb-4" />
        <JobList />
      </HydrationBoundary>
    </Page>
  );
}
