import { timingSafeEqual } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { AppError } from "@/lib/base/app-error";
import { env } from "@/lib/base/env";
import { newId } from "@/lib/base/ids";
import { hasUsers, insertFirstPerson } from "@/lib/data/people";
import type { Role, Viewer } from "@/lib/domain/viewer";
import { hashSecret } from "./secret";

export type AccountInput = { name: string; email: string; password: string; setUpCode?: string };

const everyRole: Role[] = ["lead", "annotator", "evaluator"];

/**
 * Makes the first account, with every role. Only while there is none: of many who try at once, one succeeds. Asks for the
 * set-up code where the studio has one.
 */
export async function createFirstAccount({ password, setUpCode = "", ...account }: AccountInput): Promise<Viewer> {
  const viewer: Viewer = { id: newId("user"), ...account, roles: everyRole };
  if (await hasUsers()) throw new AppError("gone", taken);
  checkSetUpCode(setUpCode);
  // Hashing is slow on purpose, so nobody gets it for nothing once the door is closed.
  if (await insertFirstPerson({ ...viewer, passwordHash: await hashPassword(password) })) return viewer;
  throw new AppError("gone", taken);
}

const taken = "The studio has its first account already. Sign in, or ask a lead for an invitation.";

function checkSetUpCode(given: string): void {
  const { REALCHAT_SETUP_CODE: asked } = env();
  if (asked === undefined || timingSafeEqual(Buffer.from(read(given)), Buffer.from(read(asked)))) return;
  const words = "This is not the set-up code. It stands where the studio was started: `npm start` prints it.";
  throw new AppError("forbidden", `${words} No account was made.`, { fields: { setUpCode: words } });
}

/** A code however it was typed: without blanks and dashes, in either case, O for 0; hashed, so that all are as long. */
function read(code: string): string {
  return hashSecret(
    code
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, "")
      .replaceAll("O", "0")
      .replace(/[IL]/g, "1"),
  );
}
