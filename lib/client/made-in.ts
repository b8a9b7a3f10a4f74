import { isFields, isText } from "./stored";

/** The project in which something was made that this browser keeps, and its name for when it can be asked no more. */
export type MadeIn = { id: string; name: string };

/** True for a project as it stands beside what is kept. */
export function isMadeIn(stored: unknown): stored is MadeIn {
  return isFields(stored) && isText(stored.id) && isText(stored.name);
}
