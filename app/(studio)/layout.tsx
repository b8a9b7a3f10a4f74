import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { SignInRedirect } from "@/components/entry/sign-in-redirect";
import { sidebarCookie } from "@/components/layout/sidebar-cookie";
import { StudioShell } from "@/components/layout/studio-shell";
import { ViewerProvider } from "@/components/layout/viewer-context";
import { hrefs } from "@/lib/contract/hrefs";
import { hasUsers } from "@/lib/data/people";
import { rightsOf } from "@/lib/domain/viewer";
import { readViewer } from "@/lib/http/viewer";

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const viewer = await readViewer(await headers());
  // A layout does not know the page's address; the browser does, and comes back to it.
  if (!viewer) return (await hasUsers()) ? <SignInRedirect /> : redirect(hrefs.firstAccount);
  const sidebarNarrow = sidebarCookie.isNarrow((await cookies()).get(sidebarCookie.name)?.value);
  return (
    <ViewerProvider viewer={viewer} rights={rightsOf(viewer)}>
      <StudioShell sidebarNarrow={sidebarNarrow}>{children}</StudioShell>
    </ViewerProvider>
  );
}
