import { AppError } from "@/lib/base/app-error";
import { readCaller } from "./viewer";

/** True while whoever sent these headers is in the project and has a role there: what a stream asks now and then. */
export async function isStillIn(projectId: string, headers: Headers): Promise<boolean> {
  const caller = await readCaller(headers).catch(refused);
  const there = caller?.account.memberships.find(({ project }) => project.id === projectId);
  return (there?.roles.length ?? 0) > 0;
}

/** A token that was revoked meanwhile; any other trouble says nothing about the viewer. */
function refused(error: unknown): null {
  if (error instanceof AppError && error.code === "unauthenticated") return null;
  throw error;
}
