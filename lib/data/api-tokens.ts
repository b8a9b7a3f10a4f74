import { log } from "@/lib/base/log";
import type { ApiToken, Grant, Scope, TeamToken } from "@/lib/domain/api-token";
import type { Account } from "@/lib/domain/project";
import type { Role } from "@/lib/domain/viewer";
import { all, execute, first } from "./door/execute";
import { sql } from "./door/fragment";
import { bool, columns } from "./door/row";
import { statement } from "./door/statement";
import type { Prisma } from "./generated/prisma/client";
import { type AccountRow, accountColumns, accountShape, toAccount } from "./memberships";
import { prisma } from "./prisma";
import { requireProject } from "./project-at-work";

const token = columns("ApiToken", "t", "tokenHash", "projectId", "closedIn", "scopes", "role", "expiresAt");

const findByHashes = statement(
  "apiTokens.findByHashes",
  { ...accountShape, ...token.row, tokenId: columns("ApiToken", "t", "id").row.id, isExpired: bool, isNoted: bool },
  (tokenHashes: readonly string[]) => sql`
    SELECT ${accountColumns}, ${token}, t.id AS "tokenId",
      coalesce(t.expires_at <= now(), false) AS "isExpired",
      coalesce(t.last_used_at > now() - interval '1 minute', false) AS "isNoted"
    FROM api_token t JOIN "user" u ON u.id = t.person_id
    WHERE t.token_hash = ANY(${tokenHashes}::text[]) AND u.deactivated_at IS NULL`,
  { prepared: true },
);

// Of many requests at once the first one notes it, and the others find it noted.
const noteUse = statement(
  "apiTokens.noteUse",
  {},
  (id: string) => sql`
    UPDATE api_token SET last_used_at = now()
    WHERE id = ${id} AND (last_used_at IS NULL OR last_used_at <= now() - interval '1 minute')`,
);

/** Who comes with a token, and what it lets through. */
export type TokenBearer = { account: Account; grant: Grant };

/** The person behind a token, by its SHA-256 in hex. Its use is noted meanwhile, to the minute. */
export async function findByToken(tokenHash: string): Promise<TokenBearer | "expired" | null> {
  const row = await first(findByHashes([tokenHash]));
  if (!row) return null;
  if (row.isExpired) return "expired";
  if (!row.isNoted)
    execute(noteUse(row.tokenId)).catch((err) => log.warn({ err }, "The use of an API token was not noted"));
  return toBearer(row);
}

/** Of these tokens, by the SHA-256 of each, those that still hold. */
export async function listOpenTokens(tokenHashes: readonly string[]): Promise<ReadonlyMap<string, TokenBearer>> {
  const rows = (await all(findByHashes(tokenHashes))).filter(({ isExpired }) => !isExpired);
  return new Map(rows.map((row) => [row.tokenHash, toBearer(row)]));
}

type BearerRow = AccountRow & {
  projectId: string | null;
  closedIn: string[];
  scopes: string[];
  role: string | null;
  expiresAt: Date | null;
};

function toBearer(row: BearerRow): TokenBearer {
  const { projectId, closedIn, scopes, role, expiresAt } = row;
  return {
    account: toAccount(row),
    grant: { projectId, closedIn, scopes: scopes as Scope[], role: role as Role | null, expiresAt },
  };
}

const withProject = { project: { select: { id: true, name: true, slug: true } } } as const;

export async function listApiTokens(personId: string): Promise<ApiToken[]> {
  const orderBy = { createdAt: "desc" } as const;
  return (await prisma.apiToken.findMany({ where: { personId }, include: withProject, orderBy })).map(toApiToken);
}

type NewToken = Pick<ApiToken, "id" | "name" | "scopes" | "role"> & {
  personId: string;
  tokenHash: string;
  projectId: string | null;
  expiresAt: Date | null;
};

export async function insertApiToken(data: NewToken): Promise<ApiToken> {
  return toApiToken(await prisma.apiToken.create({ data, include: withProject }));
}

/** Makes this the only token of its name, whoever had it; one that is there already stays as it is. */
export async function setNamedToken(data: NewToken): Promise<void> {
  const { name, tokenHash, personId } = data;
  await prisma.$transaction([
    prisma.apiToken.deleteMany({ where: { name, NOT: { tokenHash, personId } } }),
    prisma.apiToken.createMany({ data, skipDuplicates: true }),
  ]);
}

/** Deletes a person's own token; false when they have none of this id. */
export async function deleteApiToken(personId: string, id: string): Promise<boolean> {
  const { count } = await prisma.apiToken.deleteMany({ where: { id, personId } });
  return count === 1;
}

/** Tokens that open the project at work, newest first. */
export async function listTeamTokens(): Promise<TeamToken[]> {
  const rows = await prisma.apiToken.findMany({
    where: opening(requireProject()),
    include: { person: { select: { id: true, name: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows.map(({ person, ...row }) => ({ ...facts(row), person }));
}

/** Shuts a token out of the project at work; one that opens no other is deleted. False when it does not open this one. */
export async function shutOutToken(id: string): Promise<boolean> {
  const projectId = requireProject();
  const where = { id, ...opening(projectId) };
  const deleted = await prisma.apiToken.deleteMany({ where: { ...where, projectId } });
  if (deleted.count === 1) return true;
  const { count } = await prisma.apiToken.updateMany({ where, data: { closedIn: { push: projectId } } });
  return count === 1;
}

function opening(projectId: string): Prisma.ApiTokenWhereInput {
  return {
    OR: [{ projectId }, { projectId: null }],
    NOT: { closedIn: { has: projectId } },
    person: { memberships: { some: { projectId } }, deactivatedAt: null },
  };
}

type Row = Prisma.ApiTokenGetPayload<object>;

function toApiToken(row: Row & { project: ApiToken["project"] }): ApiToken {
  return { ...facts(row), project: row.project };
}

function facts({ id, name, scopes, role, expiresAt, lastUsedAt, createdAt }: Row): Omit<ApiToken, "project"> {
  return {
    id,
    name,
    scopes: scopes as Scope[],
    role: role as Role | null,
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
