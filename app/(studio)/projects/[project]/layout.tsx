import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { NoProject, OwnerWithoutProject, SignInRedirect } from "@/components/entry/no-way-in";
import { KeptInBrowser } from "@/components/kept/kept-in-browser";
import { ProjectProvider } from "@/components/layout/project-context";
import { sidebarCookie } from "@/components/layout/sidebar-cookie";
import { StudioShell } from "@/components/layout/studio-shell";
import { ViewerProvider } from "@/components/layout/viewer-context";
import { hrefs } from "@/lib/contract/hrefs";
import { hasUsers } from "@/lib/data/people";
import { viewerIn } from "@/lib/domain/project";
import { rightsOf } from "@/lib/domain/viewer";
import { readAccount } from "@/lib/http/viewer";
import { type InProject, membershipOf } from "@/lib/http/visit";

export default async function StudioLayout({ params, children }: InProject & { children: ReactNode }) {
  const { project: named } = await params;
  const account = await readAccount(await headers());
  // A layout does not know the page's address; the browser does, and comes back to it.
  if (!account) return (await hasUsers()) ? <SignInRedirect /> : redirect(hrefs.firstAccount);
  const membership = membershipOf(account, named);
  if (!membership) {
    const { memberships, isOwner } = account;
    return (
      <ViewerProvider viewer={viewerIn(account, [])} rights={[]}>
        <KeptInBrowser memberships={memberships} />
        {/* The page says what is the matter, or leads to one of several projects. */}
        {memberships.length > 0 ? (
          children
        ) : isOwner ? (
          <OwnerWithoutProject>{children}</OwnerWithoutProject>
        ) : (
          <NoProject />
        )}
      </ViewerProvider>
    );
  }
  const viewer = viewerIn(account, membership.roles);
  const sidebarNarrow = sidebarCookie.isNarrow((await cookies()).get(sidebarCookie.name)?.value);
  return (
    <ProjectProvider
      named={named}
      project={membership.project}
      memberships={account.memberships}
      isOwner={account.isOwner}
      personId={account.id}
    >
      <ViewerProvider viewer={viewer} rights={rightsOf(viewer)}>
        <StudioShell sidebarNarrow={sidebarNarrow}>{children}</StudioShell>
      </ViewerProvider>
    </ProjectProvider>
  );
}
