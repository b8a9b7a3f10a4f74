import type { ApiToken } from "@/lib/domain/api-token";
import type { Viewer } from "@/lib/domain/viewer";
import { toViewer } from "./people";
import { pool } from "./pool";
import { prisma } from "./prisma";
import { query } from "./sql";

/** The owner of a token, by its SHA-256 in hex. Notes its use, to the minute. */
export async function findViewerByToken(tokenHash: string): Promise<Viewer | null> {
  const { rows } = await pool().query<Viewer & { tokenId: string; isNoted: boolean }>({
    name: "viewer-by-token",
    text: `SELECT u.id, u.name, u.email, u.roles, t.id AS "tokenId",
        coalesce(t.last_used_at > now() - interval '1 minute', false) AS "isNoted"
      FROM api_token t JOIN "user" u ON u.id = t.user_id WHERE t.token_hash = $1 AND u.deactivated_at IS NULL`,
    values: [tokenHash],
  });
  const [row] = rows;
  if (!row) return null;
  if (!row.isNoted) await query`UPDATE api_token SET last_used_at = now() WHERE id = ${row.tokenId}`;
  return toViewer(row);
}

export async function listApiTokens(userId: string): Promise<ApiToken[]> {
  const rows = await prisma.apiToken.findMany({ where: { userId }, orderBy: { createdAt: "desc" } });
  return rows.map(toApiToken);
}

type NewToken = { id: string; userId: string; name: string; tokenHash: string };

export async function insertApiToken(token: NewToken): Promise<ApiToken> {
  return toApiToken(await prisma.apiToken.create({ data: token }));
}

/** Makes this the only token of its name, whoever had it; one that is there already stays as it is. */
export async function setNamedToken(token: NewToken): Promise<void> {
  const { name, tokenHash, userId } = token;
  await prisma.$transaction([
    prisma.apiToken.deleteMany({ where: { name, NOT: { tokenHash, userId } } }),
    prisma.apiToken.createMany({ data: token, skipDuplicates: true }),
  ]);
}

/** Deletes a person's own token; false when they have none of this id. */
export async function deleteApiToken(userId: string, id: string): Promise<boolean> {
  const { count } = await prisma.apiToken.deleteMany({ where: { id, userId } });
  return count === 1;
}

type Row = { id: string; name: string; lastUsedAt: Date | null; createdAt: Date };

function toApiToken({ id, name, lastUsedAt, createdAt }: Row): ApiToken {
  return { id, name, lastUsedAt: lastUsedAt?.toISOString() ?? null, createdAt: createdAt.toISOString() };
}
