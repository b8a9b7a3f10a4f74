import type * as z from "zod";

/** How a JSON value differs from its schema, a path each: what is wrong or missing, and what no schema names (a leak). */
export function faultsOf(schema: z.ZodType, value: unknown): string[] {
  const sent: unknown = value === undefined ? undefined : JSON.parse(JSON.stringify(value));
  const parsed = schema.safeParse(sent);
  return parsed.success
    ? unnamedFields(sent, parsed.data, "").map((path) => `${path}: not in the schema`)
    : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

/** Paths of what was sent and not kept by the schema. */
function unnamedFields(sent: unknown, kept: unknown, path: string): string[] {
  if (typeof sent !== "object" || sent === null || typeof kept !== "object" || kept === null) return [];
  return Object.entries(sent).flatMap(([key, value]) => {
    const at = path === "" ? key : `${path}.${key}`;
    return key in kept ? unnamedFields(value, (kept as Record<string, unknown>)[key], at) : [at];
  });
}
