import pg from "pg";

/** @typedef {{ account: string, role: string, isAccountMighty: boolean, isRoleMighty: boolean }} Rights */

/**
 * What is to be said of the rights at the database `url`: requests are served as `role`, which row-level security holds only
 * if it is no superuser, may not bypass it and owns no table; and the account itself needs no more than its own database.
 * @param {string} url of a migrated database
 * @param {string} [role]
 */
export async function warningsOfAccount(url, role = "realchat_project") {
  const client = new pg.Client({ connectionString: url, options: `-c role=${role}` });
  await client.connect();
  try {
    /** @type {{ rows: Rights[] }} */
    const { rows } = await client.query(`
      SELECT session_user AS account, current_user AS role,
        (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = session_user) AS "isAccountMighty",
        (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) OR EXISTS (
          SELECT FROM pg_class WHERE oid = to_regclass('public.dialogue') AND pg_has_role(current_user, relowner, 'USAGE')
        ) AS "isRoleMighty"`);
    return rows.flatMap(wordsOf);
  } finally {
    await client.end();
  }
}

/** @param {Rights} rights */
function wordsOf({ account, role, isAccountMighty, isRoleMighty }) {
  const words = [];
  if (isRoleMighty)
    words.push(
      `WARNING: requests are served as ${role}, whom row-level security does not hold, so one wall is missing between projects. ` +
        `If a pooler drops the option "role", connect to Postgres itself; if realchat_project was given more, take it back: ` +
        "ALTER ROLE realchat_project NOSUPERUSER NOBYPASSRLS",
    );
  if (isAccountMighty)
    words.push(
      `WARNING: ${account}, the account of DATABASE_URL, may everything on its server. The studio needs a database of its own ` +
        'and no more: see "Your own PostgreSQL" in README.md',
    );
  return words;
}
