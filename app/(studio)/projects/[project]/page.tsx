import { BudgetNotice } from "@/components/budget/budget-notice";
import { DataSetProgress, WaitingForMe } from "@/components/home/data-progress";
import { FirstSteps } from "@/components/home/first-steps";
import { Mentions } from "@/components/home/mentions";
import { OtherProjects } from "@/components/home/other-projects";
import { RefreshWhileRunning, RunningNow } from "@/components/home/running-now";
import { Link } from "@/components/layout/link";
import { Page } from "@/components/layout/page";
import { LeadsOverview } from "@/components/overview/leads-overview";
import { RaisedAlerts } from "@/components/overview/raised-alerts";
import { Button } from "@/components/ui/button";
import { hrefs } from "@/lib/contract/hrefs";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import { readStudioProgress } from "@/lib/data/studio-progress";
import { may } from "@/lib/domain/viewer";
import { type InProject, visit } from "@/lib/http/visit";
import { readOverview } from "@/lib/operations/statistics/read-overview";

export default async function HomePage({ params }: InProject) {
  const { viewer, inside } = await visit(params, hrefs.home);
  const progress = await inside(readStudioProgress);
  if (progress.isEmpty) {
    return (
      <Page
        title={`Welcome, ${viewer.name}`}
        lead="The studio is empty. Three steps lead to the first dialogues."
        width="reading"
      >
        <FirstSteps hasEndpoint={progress.hasEndpoint} />
        <div className="mt-5">
          <OtherProjects />
        </div>
      </Page>
    );
  }
  const leads = may(viewer, "run.manage");
  const overview = leads && (await inside(readOverview));
  return (
    <Page
      title="Home"
      lead={
        leads
          ? "What waits for you, what holds things up, and how the data comes along."
          : "What waits for you, what runs now, and how far the data set is."
      }
      actions={
        leads && (
          <Button asChild>
            <Link href={statisticsHrefs.alerts}>Alerts</Link>
          </Button>
        )
      }
    >
      <RefreshWhileRunning />
      <BudgetNotice className="mb-5" />
      <div className="grid gap-5 lg:grid-cols-2">
        {leads && <RaisedAlerts />}
        <WaitingForMe {...progress} />
        <DataSetProgress {...progress} />
        {overview && <LeadsOverview overview={overview} now={Date.now()} />}
        <Mentions />
        <OtherProjects />
        <div className="min-w-0 lg:col-span-2">
          <RunningNow />
        </div>
      </div>
    </Page>
  );
}
