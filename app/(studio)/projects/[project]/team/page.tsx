import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { Invitations } from "@/components/team/invitations";
import { MemberList } from "@/components/team/member-list";
import { TeamWork } from "@/components/work/team-work";
import { teamQueries } from "@/lib/client/queries/team-queries";
import { newQueryClient } from "@/lib/client/query-client";
import { hrefs } from "@/lib/contract/hrefs";
import { listMembers } from "@/lib/data/people";
import { may } from "@/lib/domain/viewer";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage({ params }: InProject) {
  const { viewer, inside } = await visit(params, hrefs.team);
  const queries = newQueryClient();
  queries.setQueryData(teamQueries.members().queryKey, { items: await inside(listMembers) });
  return (
    <Page title="Team" lead="Who works here, and what each may do.">
      <HydrationBoundary state={dehydrate(queries)}>
        <div className="space-y-5">
          <MemberList />
          {may(viewer, "team.manage") && <Invitations />}
          {may(viewer, "team.manage") && <TeamWork />}
        </div>
      </HydrationBoundary>
    </Page>
  );
}
