import type { Metadata } from "next";
import { BudgetPanel } from "@/components/budget/budget-panel";
import { Page } from "@/components/layout/page";
import { ApiTokens } from "@/components/settings/api-tokens";
import { PasswordPanel, ThemeChoice } from "@/components/settings/own-account";
import { ProjectPanel } from "@/components/settings/project-panel";
import { ProjectsPanel } from "@/components/settings/projects-panel";
import { SigningKeys } from "@/components/settings/signing-keys";
import { TeamTokens } from "@/components/settings/token-list";
import { Panel } from "@/components/ui/panel";
import { hrefs } from "@/lib/contract/hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: InProject) {
  const { viewer } = await visit(params, hrefs.settings);
  const { name, email, roles } = viewer;
  return (
    <Page title="Settings" lead={`${name}, ${email}, ${roles.join(" and ")}.`} width="reading">
      <div className="space-y-5">
        <Panel title="Theme" description="For this browser.">
          <ThemeChoice />
        </Panel>
        <ProjectsPanel />
        <PasswordPanel email={email} />
        <ApiTokens />
        <TeamTokens />
        <BudgetPanel />
        <SigningKeys />
        <ProjectPanel />
      </div>
    </Page>
  );
}
