import { onlyProject } from "@/lib/domain/only-project";

let named: string = onlyProject;

/**
 * Says in which project this page is: every call goes there. Another project is another page load, so it never changes
 * under somebody; on the server, where many pages are drawn at once, nothing is remembered.
 */
export function nameProject(project: string): void {
  if (typeof window !== "undefined") named = project;
}

/** The project of this page, as addresses name it. */
export function namedProject(): string {
  return named;
}
