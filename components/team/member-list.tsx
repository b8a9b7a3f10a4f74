"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { teamQueries } from "@/lib/client/queries/team-queries";
import type { Member } from "@/lib/contract/endpoints/team";
import { QueryError } from "../layout/query-error";
import { useMay, useViewer } from "../layout/viewer-context";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { lazyPart } from "../ui/lazy-part";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { ActiveButton, TakeOutButton } from "./member-acts";
import { teamMoment } from "./team-moment";

const PasswordResetDialog = lazyPart(teamMoment, ({ teamDialogs }) => teamDialogs.PasswordResetDialog);
const MemberRolesDialog = lazyPart(teamMoment, ({ teamDialogs }) => teamDialogs.MemberRolesDialog);

export function MemberList() {
  const members = useQuery(teamQueries.members());
  const manages = useMay("team.manage");
  const viewer = useViewer();
  const [changing, setChanging] = useState<Member | null>(null);
  const [resetting, setResetting] = useState<Member | null>(null);
  if (members.isPending) return <SkeletonRows label="Reading the members" />;
  if (members.isError) return <QueryError what="the team" error={members.error} onRetry={() => members.refetch()} />;
  return (
    <>
      <Table caption="Members">
        <thead>
          <tr>
            <HeadCell>Member</HeadCell>
            <HeadCell className="max-sm:hidden">Roles</HeadCell>
            <HeadCell className="max-sm:hidden">Joined</HeadCell>
            {manages && (
              <HeadCell>
                <span className="sr-only">Acts</span>
              </HeadCell>
            )}
          </tr>
        </thead>
        <tbody>
          {members.data.map((member) => (
            <Row key={member.id}>
              <Cell>
                <span className="font-medium">{member.name}</span>
                {member.id === viewer.id && <span className="text-ink-faint"> (you)</span>}
                {member.deactivatedAt !== null && (
                  <>
                    {" "}
                    <Badge>Closed</Badge>
                  </>
                )}
                <span className="block text-ink-faint text-xs [overflow-wrap:anywhere]">{member.email}</span>
                <span className="mt-1 block sm:hidden">
                  <Roles member={member} />
                </span>
              </Cell>
              <Cell className="max-sm:hidden">
                <Roles member={member} />
              </Cell>
              <Cell className="text-ink-soft max-sm:hidden">
                <RelativeTime at={member.createdAt} />
              </Cell>
              {manages && (
                <Cell className="text-right">
                  <Button size="sm" variant="quiet" onClick={() => setChanging(member)}>
                    Change roles<span className="sr-only"> of {member.name}</span>
                  </Button>
                  {member.deactivatedAt === null && member.id !== viewer.id && (
                    <Button size="sm" variant="quiet" onClick={() => setResetting(member)}>
                      Reset password<span className="sr-only"> of {member.name}</span>
                    </Button>
                  )}
                  {member.id !== viewer.id && <TakeOutButton member={member} />}
                  <ActiveButton member={member} />
                </Cell>
              )}
            </Row>
          ))}
        </tbody>
      </Table>
      {resetting && <PasswordResetDialog member={resetting} onClose={() => setResetting(null)} />}
      {changing && <MemberRolesDialog member={changing} onClose={() => setChanging(null)} />}
    </>
  );
}

function Roles({ member: { roles } }: { member: Member }) {
  return (
    <span className="flex flex-wrap gap-1">
      {roles.map((role) => (
        <Badge key={role} tone={role === "lead" ? "accent" : "neutral"}>
          {role}
        </Badge>
      ))}
    </span>
  );
}
