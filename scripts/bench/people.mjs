import { createHash, randomBytes } from "node:crypto";

/**
 * What this connection makes belongs to the studio's one project.
 * @param {import("pg").Client} database
 */
export async function workInTheProject(database) {
  await database.query("SELECT set_config('app.project_id', (SELECT id FROM project), false)");
}

/**
 * Annotators with an API token each, `bench-000` and on; resolves to the tokens, in that order.
 * @param {import("pg").Client} database
 * @param {number} count
 * @returns {Promise<string[]>}
 */
export async function addPeople(database, count) {
  const tokens = Array.from({ length: count }, () => randomBytes(24).toString("hex"));
  const hashes = tokens.map((token) => createHash("sha256").update(token).digest("hex"));
  const ids = tokens.map((_, i) => `bench-${String(i).padStart(3, "0")}`);
  await database.query(
    `INSERT INTO "user" (id, name, email, updated_at)
     SELECT id, id, id || '@example.org', now() FROM unnest($1::text[]) id`,
    [ids],
  );
  await database.query(
    `INSERT INTO membership (project_id, person_id, roles)
     SELECT current_project(), id, '{annotator}' FROM unnest($1::text[]) id`,
    [ids],
  );
  await database.query(
    `INSERT INTO api_token (id, person_id, name, token_hash, scopes)
     SELECT id, id, 'bench', hash, '{read,annotate}' FROM unnest($1::text[], $2::text[]) AS x (id, hash)`,
    [ids, hashes],
  );
  return tokens;
}
