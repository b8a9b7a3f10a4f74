import type { ApiToken } from "@/lib/domain/api-token";
import type { Account } from "@/lib/domain/project";
import { first } from "./door/execute";
import { sql } from "./door/fragment";
import { bool, orNull, text } from "./door/row";
import { statement } from "./door/statement";
import { accountColumns, accountShape, toAccount } from "./memberships";
import { prisma } from "./prisma";

const findByHash = statement(
  "apiTokens.findByHash",
  { ...accountShape, tokenId: text, projectId: orNull(text), isNoted: bool },
  (tokenHash: string) => sql`
    SELECT ${accountColumns}, t.id AS "tokenId", t.project_id AS "projectId",
      coalesce(t.last_used_at > now() - interval '1 minute', false) AS "isNoted"
    FROM api_token t JOIN "user" u ON u.id = t.person_id WHERE t.token_hash = ${tokenHash} AND u.deactivated_at IS NULL`,
  { prepared: true },
);

/** The owner of a token, by its SHA-256 in hex, with the projects that it opens. Notes its use, to the minute. */
export async function findAccountByToken(tokenHash: string): Promise<Account | null> {
  const row = await first(findByHash(tokenHash));
  if (!row) return null;
  const { tokenId, projectId, isNoted } = row;
  if (!isNoted) await prisma.apiToken.updateMany({ where: { id: tokenId }, data: { lastUsedAt: new Date() } });
  const account = toAccount(row);
  if (projectId === null) return account;
  const memberships = account.memberships.filter(({ project }) => project.id === projectId);
  return { ...account, isOwner: false, memberships };
}

export async function listApiTokens(personId: string): Promise<ApiToken[]> {
  const rows = await prisma.apiToken.findMany({ where: { personId }, orderBy: { createdAt: "desc" } });
  return rows.map(toApiToken);
}

type NewToken = { id: string; personId: string; name: string; tokenHash: string };

export async function insertApiToken(token: NewToken): Promise<ApiToken> {
  return toApiToken(await prisma.apiToken.create({ data: token }));
}

/** Makes this the only token of its name, whoever had it; one that is there already stays as it is. */
export async function setNamedToken(token: NewToken): Promise<void> {
  const { name, tokenHash, personId } = token;
  await prisma.$transaction([
    prisma.apiToken.deleteMany({ where: { name, NOT: { tokenHash, personId } } }),
    prisma.apiToken.createMany({ data: token, skipDuplicates: true }),
  ]);
}

/** Deletes a person's own token; false when they have none of this id. */
export async function deleteApiToken(personId: string, id: string): Promise<boolean> {
  const { count } = await prisma.apiToken.deleteMany({ where: { id, personId } });
  return count === 1;
}

type Row = { id: string; name: string; lastUsedAt: Date | null; createdAt: Date };

function toApiToken({ id, name, lastUsedAt, createdAt }: Row): ApiToken {
  return { id, name, lastUsedAt: lastUsedAt?.toISOString() ?? null, createdAt: createdAt.toISOString() };
}
