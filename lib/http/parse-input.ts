import type * as z from "zod";
import { AppError, type FieldErrors } from "@/lib/base/app-error";
import { issueWords } from "@/lib/domain/issue-words";
import { isStorable } from "@/lib/domain/storable-text";

/** Parses a body by a schema of the contract; every complaint goes back at once, keyed by its path. */
export function parseInput(schema: z.ZodType, input: unknown): unknown {
  return parse(schema, input, "Nothing was changed. ");
}

function parse(schema: z.ZodType, input: unknown, kept: string): unknown {
  const result = schema.safeParse(input, { error: issueWords });
  if (result.success) return result.data;
  const fields: FieldErrors = {};
  for (const { path, message } of result.error.issues.slice(0, 100)) fields[path.join(".")] ??= message;
  const said = Object.entries(fields).map(([path, message]) => (path === "" ? message : `${path}: ${message}`));
  throw new AppError("invalid", `${kept}${said.slice(0, 3).join(". ")}.`, { fields });
}

/** Query fields by name. Refuses a name given twice and, without a schema, any field. */
export function parseQuery(schema: z.ZodObject | undefined, search: URLSearchParams): unknown {
  const given: Record<string, string> = {};
  for (const [name, value] of search) {
    if (!schema || !Object.hasOwn(schema.shape, name))
      throw new AppError("invalid", `There is no query field ${name}.`);
    if (Object.hasOwn(given, name)) throw new AppError("invalid", `The query field ${name} was given twice.`);
    if (!isStorable(value)) throw new AppError("invalid", `The query field ${name} holds a character that is no text.`);
    given[name] = value;
  }
  return schema ? parse(schema, given, "") : {};
}
