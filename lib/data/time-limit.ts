import { AppError } from "@/lib/base/app-error";
import { postgresMessage } from "./postgres-message";

/** What it means to a person that a statement took longer than the web process lets one take. Null for any other error. */
export function problemOfTimeLimit(error: unknown): AppError | null {
  if (!postgresMessage(error).includes("canceling statement due to statement timeout")) return null;
  return new AppError(
    "too_long",
    "The database took too long over this, so it was stopped and nothing was changed. Ask for less: search for rarer or longer words, or take a narrower filter.",
    { cause: error },
  );
}
