import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Page } from "@/components/layout/page";
import { EmptyState } from "@/components/ui/empty-state";
import { MemberWork } from "@/components/work/member-work";
import { hrefs } from "@/lib/contract/hrefs";
import { listMembers } from "@/lib/data/people";
import { may } from "@/lib/domain/viewer";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Work" };

export default async function MemberPage({ params }: { params: Promise<{ project: string; memberId: string }> }) {
  const { memberId } = await params;
  const { viewer, inside } = await visit(params, hrefs.member(memberId));
  const member = (await inside(listMembers)).find(({ id }) => id === memberId);
  if (!member) notFound();
  const isOwn = viewer.id === memberId;
  return (
    <Page
      title={isOwn ? "Your work" : member.name}
      lead={isOwn ? "What you did, and how it goes. A lead sees the same." : member.roles.join(", ")}
      width="reading"
    >
      {isOwn || may(viewer, "team.manage") ? (
        <MemberWork memberId={memberId} />
      ) : (
        <EmptyState title="Only they and a lead see this">Your own work is in the menu at the top right.</EmptyState>
      )}
    </Page>
  );
}
