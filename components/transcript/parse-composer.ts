import type { Composer } from "./composer";

/** A composer from storage, or null for anything that is not one: storage outlives versions of this file. */
export function parseComposer(stored: string | null): Composer | null {
  if (!stored) return null;
  try {
    const value: Partial<Composer> | null = JSON.parse(stored);
    return value && typeof value === "object" && typeof value.text === "string" && isWhole(value) ? value : null;
  } catch {
    return null;
  }
}

function isWhole(value: Partial<Composer>): value is Composer {
  if (value.headId === undefined) return false;
  if (value.kind === "edit") return typeof value.turnId === "string" && typeof value.before === "string";
  if (value.kind === "regenerate") return typeof value.turnId === "string";
  if (value.kind === "reject") return value.turnId !== undefined && Array.isArray(value.reasons);
  if (value.kind === "comment") return value.turnId !== undefined;
  return value.kind === "take_over" || value.kind === "tag";
}
