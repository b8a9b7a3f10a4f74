import { hashPassword } from "better-auth/crypto";
import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { hasUsers, insertFirstPerson } from "@/lib/data/people";
import type { Role, Viewer } from "@/lib/domain/viewer";

export type AccountInput = { name: string; email: string; password: string };

const everyRole: Role[] = ["lead", "annotator", "evaluator"];

/** Makes the first account, with every role. Only while there is none: of many who try at once, one succeeds. */
export async function createFirstAccount({ password, ...account }: AccountInput): Promise<Viewer> {
  const viewer: Viewer = { id: newId("user"), ...account, roles: everyRole };
  // Hashing is slow on purpose, so nobody gets it for nothing once the door is closed.
  if (!(await hasUsers()) && (await insertFirstPerson({ ...viewer, passwordHash: await hashPassword(password) })))
    return viewer;
  throw new AppError("gone", "The studio has its first account already. Sign in, or ask a lead for an invitation.");
}
