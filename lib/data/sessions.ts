import type { Account } from "@/lib/domain/project";
import { all, first } from "./door/execute";
import { sql } from "./door/fragment";
import { columns } from "./door/row";
import { statement } from "./door/statement";
import { accountColumns, accountShape, toAccount } from "./memberships";
import { prisma } from "./prisma";

const findAccount = statement(
  "sessions.findAccount",
  accountShape,
  (token: string) => sql`
    SELECT ${accountColumns} FROM session s JOIN "user" u ON u.id = s.user_id
    WHERE s.token = ${token} AND s.expires_at > now() AND u.deactivated_at IS NULL`,
  { prepared: true },
);

/** Whose session this is, with their projects; null once it has ended, or the account is closed. */
export async function findAccountBySession(token: string): Promise<Account | null> {
  const row = await first(findAccount(token));
  return row && toAccount(row);
}

const session = columns("Session", "s", "token");
const membership = columns("Membership", "m", "projectId");

const listOpen = statement(
  "sessions.listOpen",
  { ...session.row, ...membership.row },
  (tokens: readonly string[]) => sql`
    SELECT ${session}, ${membership} FROM session s JOIN "user" u ON u.id = s.user_id JOIN membership m ON m.person_id = u.id
    WHERE s.token = ANY(${tokens}::text[]) AND s.expires_at > now() AND u.deactivated_at IS NULL AND m.roles <> '{}'`,
  { prepared: true },
);

/** Of these sessions, those that still hold, with each project that their person has a role in. */
export async function listOpenSessions(tokens: readonly string[]): Promise<{ token: string; projectId: string }[]> {
  return all(listOpen(tokens));
}

/** Sessions of a person that have run out; nobody else would remove them. */
export async function deleteEndedSessions(userId: string): Promise<void> {
  await prisma.session.deleteMany({ where: { userId, expiresAt: { lt: new Date() } } });
}
