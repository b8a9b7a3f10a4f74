import { onlyProject } from "@/lib/domain/only-project";
import type { MadeIn } from "./made-in";

/** Where what a version before kept was made, which knew of no projects: in the one that its person came into first. */
export const firstProject: MadeIn = { id: onlyProject, name: "" };

let here = { project: firstProject, personId: "" };

/**
 * Says in which project this page is, and who is at it: every call goes there, by the project's id, which nothing renames.
 * Another project is another page load, so it never changes under somebody; on the server, where many pages are drawn at
 * once, nothing is remembered.
 */
export function nameProject({ id, name }: MadeIn, personId: string): void {
  if (typeof window !== "undefined") here = { project: { id, name }, personId };
}

/** The project of this page. */
export function projectHere(): MadeIn {
  return here.project;
}

/** Who is at this page; empty before anybody is in a project. */
export function personHere(): string {
  return here.personId;
}
