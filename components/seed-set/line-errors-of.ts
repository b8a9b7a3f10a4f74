import { ClientError } from "@/lib/client/client-error";
import type { SeedLineError } from "@/lib/domain/seed-set";

/** The refused lines that an import's error carries; empty for any other error. */
export function lineErrorsOf(error: unknown): SeedLineError[] {
  const details = error instanceof ClientError ? error.details : undefined;
  if (typeof details !== "object" || details === null || !("errors" in details)) return [];
  return Array.isArray(details.errors) ? details.errors.filter(isLineError) : [];
}

function isLineError(value: unknown): value is SeedLineError {
  return typeof value === "object" && value !== null && "line" in value && "message" in value;
}
