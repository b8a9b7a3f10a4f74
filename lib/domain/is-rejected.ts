import type { Turn } from "./dialogue";

/** A person rejected this version of a turn, and nobody took that back. */
export function isRejected({ flags }: Pick<Turn, "flags">): boolean {
  return flags.includes("rejected_by_person");
}
