import type { Queryable } from "@/lib/data/sql";
import { insertMemberOfFile, type PersonOfFile, settlePeople } from "@/lib/data/whole/people-of-file";
import { roleSchema } from "@/lib/domain/viewer";
import { refused } from "./lines-of-project-file";

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
