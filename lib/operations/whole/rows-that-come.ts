import { AppError } from "@/lib/base/app-error";
import { postgresMessage } from "@/lib/data/postgres-errors";
import type { Queryable } from "@/lib/data/sql";
import type { Table } from "@/lib/data/whole/catalog";
import { insertMemberOfFile, type PersonOfFile, settlePeople } from "@/lib/data/whole/people-of-file";
import { sharedMark } from "@/lib/data/whole/read-project-file";
import { hasCircle, insertLines, listForeign, listShared } from "@/lib/data/whole/write-project-file";
import { roleSchema } from "@/lib/domain/viewer";
import { refused } from "./lines-of-project-file";

/** Rows of the server that are here already are used as they are; those that are not become the project's own. */
export async function insertHere(tx: Queryable, table: Table, columns: string[], lines: string[]): Promise<void> {
  if (!table.isShared) {
    await insertLines(tx, table, columns, lines);
    return;
  }
  const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const [key = ""] = table.key.map(({ name }) => name);
  const shared = rows.filter((row) => row[sharedMark] === true).map((row) => String(row[key]));
  const here = new Set(shared.length > 0 ? await listShared(tx, table, shared) : []);
  const own = lines.filter((_, i) => !(rows[i]?.[sharedMark] === true && here.has(String(rows[i]?.[key]))));
  const kept = columns.filter((column) => column !== sharedMark);
  if (own.length > 0) await insertLines(tx, table, kept, own);
}

/** Throws, in words, where rows that came name what did not come with them. */
export async function checkInside(tx: Queryable, tables: Table[], personIds: string[]): Promise<void> {
  const [place] = await listForeign(tx, tables, personIds);
  if (place !== undefined)
    throw refused(`Rows of it name what is not in it (${place}), so it was changed or is not whole.`);
  if (await hasCircle(tx)) throw refused("Turns of it follow one another in a circle, so it was changed.");
}

/** What Postgres refused, in words for a person. */
export function problemOf(error: unknown): AppError | null {
  if (error instanceof AppError || !(error instanceof Error)) return null;
  const { code = "", table = "", column = "" } = error as Error & Record<string, string | undefined>;
  const cause = { cause: error };
  if (code === "23505") {
    const words = `A row of it is on this server already (${table}), in another project. Ids are kept, so import the file on another server, or delete that project here first. Nothing was imported.`;
    return new AppError("conflict", words, cause);
  }
  const at = [table, column].filter((part) => part).join(".");
  if (/^(22|23|21)/.test(code))
    return new AppError(
      "invalid",
      `A row of it cannot be stored (${at || postgresMessage(error)}), so it was changed. Nothing was imported.`,
      cause,
    );
  return null;
}

/** The people of a file, and who they are here. */
export class PeopleWhoCome {
  private here = new Map<string, string>();
  private pattern: RegExp | null = null;

  constructor(
    private readonly tx: Queryable,
    private readonly projectId: string,
    readonly lead: string,
  ) {}

  async take(table: "person" | "membership", lines: string[]): Promise<void> {
    if (table === "person") {
      const people = lines.map((line) => JSON.parse(line) as PersonOfFile);
      for (const [id, here] of await settlePeople(this.tx, people)) this.here.set(id, here);
      const moved = [...this.here].filter(([id, here]) => id !== here).map(([id]) => id.replace(/\W/g, "\\$&"));
      this.pattern = moved.length === 0 ? null : new RegExp(`"(${moved.join("|")})"`, "g");
      return;
    }
    for (const line of lines) {
      const { person_id, roles, created_at } = JSON.parse(line) as Record<string, unknown>;
      const personId = this.here.get(String(person_id));
      if (!personId) throw refused("Somebody is in the project who is not among its people.");
      const checked = roleSchema.array().max(3).parse(roles);
      const member = { projectId: this.projectId, personId, roles: checked, createdAt: String(created_at) };
      await insertMemberOfFile(this.tx, member);
    }
  }

  /** A row with the people of here in all places: columns, lists, and what is stored as JSON. */
  inWordsOf = (line: string): string =>
    this.pattern ? line.replace(this.pattern, (_, id: string) => `"${this.here.get(id)}"`) : line;

  ids(): string[] {
    return [...new Set(this.here.values())];
  }

  addLead(): Promise<void> {
    const roles = roleSchema.options;
    const createdAt = new Date().toISOString();
    return insertMemberOfFile(this.tx, { projectId: this.projectId, personId: this.lead, roles, createdAt });
  }
}
