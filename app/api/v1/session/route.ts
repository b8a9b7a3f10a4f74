import { hasUsers } from "@/lib/data/people";
import { viewerIn } from "@/lib/domain/project";
import { serve } from "@/lib/http/serve";
import { readCaller } from "@/lib/http/viewer";

export const GET = serve("session", async ({ request }) => {
  const caller = await readCaller(request.headers);
  if (!caller) return { viewer: null, isOwner: false, projects: [], needsFirstAccount: !(await hasUsers()) };
  const { account } = caller;
  const { isOwner, memberships } = account;
  const [only] = memberships;
  const roles = only && memberships.length === 1 ? only.roles : [];
  return { viewer: viewerIn(account, roles), isOwner, projects: memberships, needsFirstAccount: false };
});
