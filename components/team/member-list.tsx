"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useSetActive } from "@/lib/client/mutations/team-mutations";
import { teamQueries } from "@/lib/client/queries/team-queries";
import type { Member } from "@/lib/contract/endpoints/team";
import { QueryError } from "../layout/query-error";
import { useMay, useViewer } from "../layout/viewer-context";
import { AskFirst } from "../ui/ask-first";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { lazyPart } from "../ui/lazy-part";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { doneToast, errorToast, undoToast } from "../ui/toasts";
import { teamMoment } from "./team-moment";

const MemberRolesDialog = lazyPart(teamMoment, ({ teamDialogs }) => teamDialogs.MemberRolesDialog);

export function MemberList() {
  const members = useQuery(teamQueries.members());
  const manages = useMay("team.manage");
  const viewer = useViewer();
  const [changing, setChanging] = useState<Member | null>(null);
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
                  <ActiveButton member={member} />
                </Cell>
              )}
            </Row>
          ))}
        </tbody>
      </Table>
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

/** Closes an account after a question, or opens it again. */
function ActiveButton({ member }: { member: Member }) {
  const [asking, setAsking] = useState(false);
  const change = useSetActive();
  const { id: memberId, name, deactivatedAt } = member;

  async function set(active: boolean) {
    setAsking(false);
    try {
      await change.mutateAsync({ memberId, active });
      if (active) doneToast(`${name} can sign in again.`);
      else undoToast(`The account of ${name} is closed.`, () => void set(true));
    } catch (error) {
      errorToast(messageOf(error));
    }
  }

  if (deactivatedAt !== null)
    return (
      <Button size="sm" variant="quiet" pending={change.isPending} onClick={() => set(true)}>
        Open again<span className="sr-only"> the account of {name}</span>
      </Button>
    );
  return (
    <>
      <Button size="sm" variant="quiet" pending={change.isPending} onClick={() => setAsking(true)}>
        Close<span className="sr-only"> the account of {name}</span>
      </Button>
      {asking && (
        <AskFirst
          title={`Close the account of ${name}?`}
          description="Sessions and streams end within two seconds, tokens stop working. What the person did stays; the account can be opened again."
          open
          onOpenChange={setAsking}
          act="Close the account"
          onConfirm={() => void set(false)}
        />
      )}
    </>
  );
}
