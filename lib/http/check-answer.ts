import { type Endpoint, isFile } from "@/lib/contract/endpoint";

/**
 * Fails where an answer is not what the contract says, or says more: a field that no schema names is a leak. Asked in
 * development and tests alone, for in production an answer that is one field off still serves.
 */
export function checkAnswer(name: string, { response }: Endpoint, answer: unknown): void {
  if (process.env.NODE_ENV === "production" || isFile(response)) return;
  const sent: unknown = answer === undefined ? undefined : JSON.parse(JSON.stringify(answer));
  const parsed = response.safeParse(sent);
  const faults = parsed.success
    ? unnamedFields(sent, parsed.data, "").map((path) => `${path}: not in the schema`)
    : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  if (faults.length > 0) throw new Error(`${name} answered other than its contract says:\n${faults.join("\n")}`);
}

/** Paths of what was sent and not kept by the schema. */
function unnamedFields(sent: unknown, kept: unknown, path: string): string[] {
  if (typeof sent !== "object" || sent === null || typeof kept !== "object" || kept === null) return [];
  return Object.entries(sent).flatMap(([key, value]) => {
    const at = path === "" ? key : `${path}.${key}`;
    return key in kept ? unnamedFields(value, (kept as Record<string, unknown>)[key], at) : [at];
  });
}
