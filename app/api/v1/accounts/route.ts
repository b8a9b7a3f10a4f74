import { listAccounts } from "@/lib/data/accounts";
import { originOf } from "@/lib/http/origin-of";
import { serve } from "@/lib/http/serve";
import { admitPerson } from "@/lib/operations/accounts";

export const GET = serve("listAccounts", async () => ({ items: await listAccounts() }));

export const POST = serve("admitPerson", ({ viewer, body, request }) =>
  admitPerson(viewer, { ...body, origin: originOf(request) }),
);
