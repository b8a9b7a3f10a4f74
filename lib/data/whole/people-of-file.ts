import { newId } from "@/lib/base/ids";
import { all, execute } from "../door/execute";
import { sql } from "../door/fragment";
import { text } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

export type PersonOfFile = { id: string; name: string; email: string };

const listKnown = statement(
  "peopleOfFile.listKnown",
  { id: text, email: text },
  (emails: string[], ids: string[]) => sql`
    SELECT u.id, u.email FROM "user" u WHERE u.email = ANY(${emails}::text[]) OR u.id = ANY(${ids}::text[])`,
);

const insertClosed = statement(
  "peopleOfFile.insertClosed",
  {},
  (people: PersonOfFile[]) => sql`
    INSERT INTO "user" (id, name, email, email_verified, deactivated_at, updated_at)
    SELECT p.id, p.name, p.email, false, now(), now()
    FROM unnest(${people.map(({ id }) => id)}::text[], ${people.map(({ name }) => name)}::text[],
      ${people.map(({ email }) => email)}::text[]) AS p (id, name, email)`,
);

/**
 * Who the people of a file are here: whoever has their e-mail address, else a closed account that nobody signs in to, so
 * that what they did stays theirs. By their id in the file.
 */
export async function settlePeople(tx: Queryable, people: PersonOfFile[]): Promise<Map<string, string>> {
  const known = await all(
    listKnown(
      people.map(({ email }) => email),
      people.map(({ id }) => id),
    ),
    tx,
  );
  const byEmail = new Map(known.map(({ id, email }) => [email, id]));
  const taken = new Set(known.map(({ id }) => id));
  const strangers = people
    .filter(({ email }) => !byEmail.has(email))
    .map((person) => ({ ...person, here: taken.has(person.id) ? newId("user") : person.id }));
  if (strangers.length > 0)
    await execute(insertClosed(strangers.map(({ here, name, email }) => ({ id: here, name, email }))), tx);
  const made = new Map(strangers.map(({ id, here }) => [id, here]));
  return new Map(people.map(({ id, email }) => [id, made.get(id) ?? byEmail.get(email) ?? id]));
}

const insertProject = statement(
  "peopleOfFile.insertProject",
  {},
  (id: string, name: string, slug: string, createdAt: string) => sql`
    INSERT INTO project (id, name, slug, created_at) VALUES (${id}, ${name}, ${slug}, ${createdAt}::timestamptz)`,
);

const insertMember = statement(
  "peopleOfFile.insertMember",
  {},
  (projectId: string, personId: string, roles: string[], createdAt: string) => sql`
    INSERT INTO membership AS m (project_id, person_id, roles, created_at)
    VALUES (${projectId}, ${personId}, ${roles}::text[], ${createdAt}::timestamptz)
    ON CONFLICT (project_id, person_id) DO UPDATE SET roles = CASE WHEN 'lead' = ANY(m.roles) THEN m.roles
      ELSE array_append(m.roles, 'lead') END`,
);

type NewProject = { id: string; name: string; slug: string; createdAt: string };

/** The row of a project that comes in. */
export async function insertProjectOfFile(tx: Queryable, { id, name, slug, createdAt }: NewProject): Promise<void> {
  await execute(insertProject(id, name, slug, createdAt), tx);
}

/** Somebody who is in it; who is in it already leads it, too. */
export async function insertMemberOfFile(
  tx: Queryable,
  member: { projectId: string; personId: string; roles: string[]; createdAt: string },
): Promise<void> {
  const { projectId, personId, roles, createdAt } = member;
  await execute(insertMember(projectId, personId, roles, createdAt), tx);
}

const findTaken = statement(
  "peopleOfFile.findTaken",
  { id: text, name: text, slug: text },
  (id: string, slug: string) => sql`
    SELECT p.id, p.name, p.slug FROM project p WHERE p.id = ${id} OR p.slug = ${slug}`,
);

/** Projects that are in the way of one with this id and address. */
export function listInTheWay(id: string, slug: string): Promise<{ id: string; name: string; slug: string }[]> {
  return all(findTaken(id, slug));
}
