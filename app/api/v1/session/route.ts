import { hasUsers } from "@/lib/data/people";
import { viewerIn } from "@/lib/domain/project";
import { serve } from "@/lib/http/serve";
import { readAccount } from "@/lib/http/viewer";

export const GET = serve("session", async ({ request }) => {
  const account = await readAccount(request.headers);
  if (!account) return { viewer: null, isOwner: false, projects: [], needsFirstAccount: !(await hasUsers()) };
  const { isOwner, memberships } = account;
  const [only] = memberships;
  const roles = only && memberships.length === 1 ? only.roles : [];
  return { viewer: viewerIn(account, roles), isOwner, projects: memberships, needsFirstAccount: false };
});
