import { BudgetNotice } from "@/components/budget/budget-notice";
import { DataSetProgress, WaitingForMe } from "@/components/home/data-progress";
import { FirstSteps } from "@/components/home/first-steps";
import { Mentions } from "@/components/home/mentions";
import { OtherProjects } from "@/components/home/other-projects";
import { RefreshWhileRunning, RunningNow } from "@/components/home/running-now";
import { Page } from "@/components/layout/page";
import { hrefs } from "@/lib/contract/hrefs";
import { readStudioProgress } from "@/lib/data/studio-progress";
import { type InProject, visit } from "@/lib/http/visit";

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
  return (
    <Page title="Home" lead="What waits for you, what runs now, and how far the data set is.">
      <RefreshWhileRunning />
      <BudgetNotice className="mb-5" />
      <div className="grid gap-5 lg:grid-cols-2">
        <WaitingForMe {...progress} />
        <DataSetProgress {...progress} />
        <Mentions />
        <OtherProjects />
        <div className="min-w-0 lg:col-span-2">
          <RunningNow />
        </div>
      </div>
    </Page>
  );
}
