"use client";

import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { serverQueries } from "@/lib/client/queries/server-queries";
import type { ListedAccount } from "@/lib/contract/endpoints/accounts";
import { pathIn } from "@/lib/contract/project-paths";
import { useProject } from "../layout/project-context";
import { QueryError } from "../layout/query-error";
import { useViewer } from "../layout/viewer-context";
import { teamMoment } from "../team/team-moment";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { lazyPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";

const AdmitDialog = lazyPart(teamMoment, ({ teamDialogs }) => teamDialogs.AdmitDialog);

/** Every project of the server, with who leads it; for owners. */
export function ProjectList() {
  const projects = useQuery(serverQueries.projects());
  const { data: accounts = [] } = useQuery(serverQueries.accounts());
  const [asked, setAsked] = useState<{ email: string; projectId: string } | null>(null);
  const place = useProject();
  const { email } = useViewer();
  if (projects.isPending) return <SkeletonRows label="Reading the projects" />;
  if (projects.isError)
    return <QueryError what="the projects" error={projects.error} onRetry={() => projects.refetch()} />;
  const isMine = (id: string) => place?.memberships.some(({ project }) => project.id === id);
  return (
    <section aria-labelledby="projects">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 id="projects" className="font-semibold text-base">
          Projects
        </h2>
        <Button onClick={() => setAsked({ email: "", projectId: projects.data[0]?.id ?? "" })}>
          <UserPlus aria-hidden className="size-4" />
          Take somebody in
        </Button>
      </div>
      <Table caption="Projects">
        <thead>
          <tr>
            <HeadCell>Project</HeadCell>
            <HeadCell className="max-sm:hidden">Leads</HeadCell>
            <HeadCell numeric>People</HeadCell>
            <HeadCell>
              <span className="sr-only">Acts</span>
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {projects.data.map(({ id, name, slug, archivedAt }) => (
            <Row key={id}>
              <Cell>
                <span dir="auto" className="font-medium [overflow-wrap:anywhere]">
                  {name}
                </span>{" "}
                {archivedAt !== null && <Badge>Archived</Badge>}
                <span className="block text-ink-faint text-xs [overflow-wrap:anywhere]">{slug}</span>
              </Cell>
              <Cell className="text-ink-soft max-sm:hidden">
                {leadsOf(id, accounts) || <span className="text-warn">nobody</span>}
              </Cell>
              <Cell className="text-right tabular-nums">{formatNumber(peopleIn(id, accounts).length)}</Cell>
              <Cell className="text-right">
                {isMine(id) ? (
                  // A full load: nothing read in one project stays in memory in another.
                  <a href={pathIn(slug, "/")} className="whitespace-nowrap px-2.5 text-accent text-sm underline">
                    Go there<span className="sr-only">, to {name}</span>
                  </a>
                ) : (
                  <Button size="sm" variant="quiet" onClick={() => setAsked({ email, projectId: id })}>
                    Come in<span className="sr-only"> to {name}</span>
                  </Button>
                )}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {asked && <AdmitDialog projects={projects.data} initial={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

function peopleIn(projectId: string, accounts: ListedAccount[]): ListedAccount[] {
  return accounts.filter(
    ({ deactivatedAt, memberships }) =>
      deactivatedAt === null && memberships.some(({ project }) => project.id === projectId),
  );
}

function leadsOf(projectId: string, accounts: ListedAccount[]): string {
  return peopleIn(projectId, accounts)
    .filter(({ memberships }) =>
      memberships.some(({ project, roles }) => project.id === projectId && roles.includes("lead")),
    )
    .map(({ name }) => name)
    .join(", ");
}
