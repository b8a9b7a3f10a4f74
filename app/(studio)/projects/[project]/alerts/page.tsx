import type { Metadata } from "next";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Page } from "@/components/layout/page";
import { AlertsPage } from "@/components/overview/alerts-page";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Alerts" };

export default async function Alerts({ params }: InProject) {
  const { viewer } = await visit(params, statisticsHrefs.alerts);
  return (
    <Page
      title="Alerts"
      lead="Workers watch runs and review queues for you, tell on Home what went beyond a limit, and pause it where you wish."
      width="reading"
    >
      <LeadsOnly viewer={viewer} right="run.manage" what="set alerts">
        <AlertsPage />
      </LeadsOnly>
    </Page>
  );
}
