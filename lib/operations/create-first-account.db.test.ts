import { expect, it } from "vitest";
import { firstProjectId } from "@/lib/data/memberships";
import { prisma } from "@/lib/data/prisma";
import { withDatabase } from "@/lib/testing/database";
import { createFirstAccount } from "./accounts";
import { acceptInvitation, createInvitation } from "./invitations";
import { updateMember } from "./members";

withDatabase();

const password = "a long enough password";

// Twenty passwords are hashed at once, each slow on purpose.
it("makes one first account, however many try at once, and lets it invite once per link", {
  timeout: 60_000,
}, async () => {
  const tries = Array.from({ length: 20 }, (_, i) => ({ name: `P${i}`, email: `p${i}@test.dev`, password }));
  const results = await Promise.allSettled(tries.map(createFirstAccount));
  const made = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
  expect([made.length, refused]).toEqual([1, Array(19).fill("gone")]);
  expect([await prisma.user.count(), await prisma.account.count()]).toEqual([1, 1]);

  const [lead] = made;
  if (!lead) throw new Error("Nobody got in");
  await expect(updateMember(lead.id, ["annotator"])).rejects.toMatchObject({ code: "conflict" });

  const origin = "http://localhost:3000";
  const { link } = await createInvitation(lead, { email: "new@test.dev", roles: ["annotator"], origin });
  const token = decodeURIComponent(new URL(link).pathname.split("/").at(-1) ?? "");
  expect(JSON.stringify(await prisma.invitation.findMany())).not.toContain(token);
  const accepts = await Promise.allSettled([1, 2, 3].map((i) => acceptInvitation({ token, name: `N${i}`, password })));
  expect(accepts.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  const placed = await prisma.membership.findMany({ where: { person: { email: "new@test.dev" } } });
  expect(placed).toMatchObject([{ projectId: firstProjectId, roles: ["annotator"] }]);
});
