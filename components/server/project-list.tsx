"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { serverQueries } from "@/lib/client/queries/server-queries";
import type { ListedAccount } from "@/lib/contract/endpoints/accounts";
import { pathIn } from "@/lib/contract/project-paths";
import type { Project } from "@/lib/domain/project";
import type { ProjectBudget } from "@/lib/domain/project-budget";
import { BudgetForm } from "../budget/budget-form";
import { leftText } from "../budget/budget-words";
import { QueryError } from "../layout/query-error";
import { useViewer } from "../layout/viewer-context";
import { auditWords, countsText } from "../project/project-words";
import { LoadMore } from "../table/load-more";
import { teamMoment } from "../team/team-moment";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { lazyPart } from "../ui/lazy-part";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";

const AdmitDialog = lazyPart(teamMoment, ({ teamDialogs }) => teamDialogs.AdmitDialog);

/** Every project of the server, with who leads it; for owners. */
export function ProjectList() {
  const projects = useQuery(serverQueries.projects());
  const { data: accounts = [] } = useQuery(serverQueries.accounts());
  const { data: budgets } = useQuery(serverQueries.budgets());
  const [asked, setAsked] = useState<{ email: string; projectId: string } | null>(null);
  const { id: personId, email } = useViewer();
  if (projects.isPending) return <SkeletonRows label="Reading the projects" />;
  if (projects.isError)
    return <QueryError what="the projects" error={projects.error} onRetry={() => projects.refetch()} />;
  const mine = accounts.find(({ id }) => id === personId)?.memberships ?? [];
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
            <HeadCell className="max-md:hidden">Left of its budget</HeadCell>
            <HeadCell>
              <span className="sr-only">Acts</span>
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {projects.data.map((project) => (
            <ProjectRow
              key={project.id}
              project={project}
              accounts={accounts}
              budget={budgets?.get(project.id)}
              isMine={mine.some((one) => one.project.id === project.id)}
              onComeIn={() => setAsked({ email, projectId: project.id })}
            />
          ))}
        </tbody>
      </Table>
      {asked && <AdmitDialog projects={projects.data} initial={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

type ProjectRowProps = {
  project: Project;
  accounts: ListedAccount[];
  budget: ProjectBudget | undefined;
  isMine: boolean;
  onComeIn: () => void;
};

/** A project of the server; its budget is set in a row below. */
function ProjectRow({ project, accounts, budget, isMine, onComeIn }: ProjectRowProps) {
  const { id, name, slug, archivedAt } = project;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Row>
        <Cell>
          <span dir="auto" className="font-medium [overflow-wrap:anywhere]">
            {name}
          </span>{" "}
          {archivedAt !== null && <Badge>Archived</Badge>}{" "}
          {budget?.spentLimit && <Badge tone="warn">Budget used up</Badge>}
          <span className="block text-ink-faint text-xs [overflow-wrap:anywhere]">{slug}</span>
        </Cell>
        <Cell className="text-ink-soft max-sm:hidden">
          {leadsOf(id, accounts) || <span className="text-warn">nobody</span>}
        </Cell>
        <Cell numeric>{formatNumber(peopleIn(id, accounts).length)}</Cell>
        <Cell className="text-ink-soft tabular-nums max-md:hidden">
          {budget && (leftText(budget) ?? <span className="text-ink-faint">no limit</span>)}
        </Cell>
        <Cell>
          <span className="flex flex-wrap items-center justify-end gap-x-1">
            <Button
              size="sm"
              variant="quiet"
              aria-expanded={isOpen}
              disabled={!budget}
              onClick={() => setOpen(!isOpen)}
            >
              Budget<span className="sr-only"> of {name}</span>
            </Button>
            {isMine ? (
              // A full load: nothing read in one project stays in memory in another.
              <a href={pathIn(slug, "/")} className="whitespace-nowrap px-2.5 text-accent text-sm underline">
                Go there<span className="sr-only">, to {name}</span>
              </a>
            ) : (
              <Button size="sm" variant="quiet" onClick={onComeIn}>
                Come in<span className="sr-only"> to {name}</span>
              </Button>
            )}
          </span>
        </Cell>
      </Row>
      {isOpen && budget && (
        <Row className="bg-sunken hover:bg-sunken">
          <Cell colSpan={5}>
            <section aria-label={`Budget of ${name}`} className="mx-auto max-w-2xl py-2">
              <BudgetForm projectId={id} budget={budget} onDone={() => setOpen(false)} />
            </section>
          </Cell>
        </Row>
      )}
    </>
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

/** What was done to projects as a whole; nothing where nothing was done yet. */
export function AuditList() {
  const lines = useInfiniteQuery(serverQueries.auditLines());
  const items = lines.data?.pages.flatMap(({ items }) => items) ?? [];
  if (lines.isError) return <QueryError what="the log" error={lines.error} onRetry={() => lines.refetch()} />;
  if (items.length === 0) return null;
  return (
    <Panel title="What was done to projects" description="On this server; it stays when a project is gone.">
      <ul className="divide-y divide-line">
        {items.map(({ id, kind, projectName, personName, counts, createdAt, endedAt }) => (
          <li key={id} className="py-2.5 text-sm first:pt-0">
            <p>
              <span className="font-medium">{projectName}</span> {auditWords[kind]} by {personName},{" "}
              <RelativeTime at={createdAt} />
              {endedAt === null && <span className="text-ink-soft"> (under way)</span>}
            </p>
            {Object.keys(counts).length > 0 && <p className="text-ink-faint text-xs">{countsText(counts)}</p>}
          </li>
        ))}
      </ul>
      {lines.hasNextPage && <LoadMore list={lines} shown={items.length} noun="act" />}
    </Panel>
  );
}
