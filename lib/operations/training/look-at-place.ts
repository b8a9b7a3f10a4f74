import type { Queryable } from "@/lib/data/sql";
import { findTrainingPlace } from "@/lib/data/training/training-places";

type Tools = { signal: AbortSignal; whileHeld: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T> };

/** Looks what a place is and can do, and keeps that; what was found, in words. Throws where it does not answer, with what to do. */
export async function lookAtTrainingPlace(id: string, { signal }: Tools): Promise<string> {
  const place = await findTrainingPlace(id);
  if (!place) throw new Error("This place was removed. Nothing was asked.");
  const answer = await fetch(place.baseUrl, { signal, method: "GET", redirect: "manual" });
  return `It answers with status ${answer.status}.`;
}
