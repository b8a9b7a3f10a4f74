"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useSetActive, useTakeIn, useTakeOut } from "@/lib/client/mutations/team-mutations";
import { teamQueries } from "@/lib/client/queries/team-queries";
import type { Member } from "@/lib/contract/endpoints/team";
import { useProject } from "../layout/project-context";
import { QueryError } from "../layout/query-error";
import { useMay, useViewer } from "../layout/viewer-context";
import { AskFirst } from "../ui/ask-first";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { lazyPart } from "../ui/lazy-part";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { errorToast, undoToast } from "../ui/toasts";
import { CloseAccount } from "./close-account";
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

/** Takes a member out after a question that says what that takes from them. */
function TakeOutButton({ member }: { member: Member }) {
  const [asking, setAsking] = useState(false);
  const takeOut = useTakeOut();
  const takeIn = useTakeIn();
  const where = useProject()?.project.name;
  const { id: memberId, name, email, roles } = member;

  async function confirm() {
    setAsking(false);
    try {
      await takeOut.mutateAsync({ memberId });
      undoToast(`${name} is out of ${where}.`, () => {
        takeIn.mutateAsync({ email, roles }).catch((error) => errorToast(messageOf(error)));
      });
    } catch (error) {
      errorToast(messageOf(error));
    }
  }

  return (
    <>
      <Button size="sm" variant="quiet" pending={takeOut.isPending} onClick={() => setAsking(true)}>
        Take out<span className="sr-only"> {name}</span>
      </Button>
      {asking && (
        <AskFirst
          title={`Take ${name} out of ${where}?`}
          description="They can read and do nothing in it any more; their open pages stop within two seconds. Items and comparisons that they hold go to others. What they did stays under their name, their account stays open, and what they typed and did not send stays in their browser for them to copy."
          open
          onOpenChange={setAsking}
          act="Take out"
          onConfirm={() => void confirm()}
        />
      )}
    </>
  );
}

/** Closes the account of a member, or opens it again. */
function ActiveButton({ member: { id: memberId, name, deactivatedAt } }: { member: Member }) {
  const change = useSetActive();
  return (
    <CloseAccount
      name={name}
      isClosed={deactivatedAt !== null}
      isPending={change.isPending}
      set={(active) => change.mutateAsync({ memberId, active })}
      what="Sessions and streams end within two seconds, API tokens are revoked for good."
    />
  );
}
