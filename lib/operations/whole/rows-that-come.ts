import { AppError } from "@/lib/base/app-error";
import { postgresMessage } from "@/lib/data/postgres-errors";
import type { Queryable } from "@/lib/data/sql";
import type { Table } from "@/lib/data/whole/catalog";
import { sharedMark } from "@/lib/data/whole/read-project-file";
import { hasCircle, insertLines, listForeign, listShared } from "@/lib/data/whole/write-project-file";
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
