import { AppError } from "@/lib/base/app-error";
import { postgresMessage } from "./postgres-message";

/**
 * What a violated foreign key means to a person. Checks before a write cannot rule it out: what they found may be
 * deleted, or taken into use, before the write is there. Null for any other error.
 */
export function problemOfParents(error: unknown): AppError | null {
  const message = postgresMessage(error);
  const made = /insert or update on table "(\w+)" violates foreign key constraint "(\w+)"/.exec(message);
  if (made) {
    const [, table = "", constraint = ""] = made;
    const parent = constraint.replace(`${table}_`, "").replace(/(_id)?_fkey$/, "");
    return new AppError(
      "gone",
      `The ${spoken(parent)} that this needs was deleted meanwhile. Nothing was changed. Load the page anew and choose again.`,
      { cause: error },
    );
  }
  const kept = /on table "(\w+)" violates (?:RESTRICT setting of )?foreign key constraint "\w+" on table "(\w+)"/.exec(
    message,
  );
  if (!kept) return null;
  const [, table = "", child = ""] = kept;
  return new AppError(
    "conflict",
    `This ${spoken(table)} is in use meanwhile (${spoken(child)}), so it was kept. Nothing was changed.`,
    { cause: error },
  );
}

function spoken(name: string): string {
  return name === "user" ? "person" : name.replaceAll("_", " ");
}
