import type * as z from "zod";
import { AppError, type FieldErrors } from "@/lib/base/app-error";
import { issueWords } from "@/lib/domain/issue-words";
import { isStorable } from "@/lib/domain/storable-text";
import { RequestRefused } from "./request-refused";

const megabyte = 1024 * 1024;

/** The request's body as text. Reads no further than `limit` bytes; refuses anything that is not UTF-8. */
export async function readBody(request: Request, limit = megabyte): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit)
      throw new RequestRefused(
        413,
        `At most ${limit < megabyte ? `${limit / 1024} KB` : `${limit / megabyte} MB`} can be sent here. Nothing was saved; send less at a time.`,
      );
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new RequestRefused(400, "The body is not UTF-8 text. Save the file as UTF-8 and send it again.");
  }
}

/** Parses JSON. Refuses text that no database can keep: NUL and halves of surrogate pairs. */
export function parseJson(text: string, contentType: string | null): unknown {
  if (!/^application\/json\b/i.test(contentType ?? ""))
    throw new RequestRefused(415, "Send JSON with the header Content-Type: application/json.");
  // Such characters reach valid UTF-8 only by escape, so almost no body pays for the walk.
  const suspicious = /\\u(?:0000|d[89a-f])/i.test(text);
  try {
    return JSON.parse(text, suspicious ? refuseUnstorable : undefined);
  } catch (error) {
    if (error instanceof RequestRefused) throw error;
    throw new RequestRefused(400, `The body is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function refuseUnstorable(key: string, value: unknown): unknown {
  if (isStorable(key) && (typeof value !== "string" || isStorable(value))) return value;
  throw new RequestRefused(400, "The text holds a NUL or half of a character pair, which cannot be stored. Remove it.");
}

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
