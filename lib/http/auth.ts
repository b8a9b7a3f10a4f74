import { randomUUID } from "node:crypto";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { env } from "@/lib/base/env";
import { newId } from "@/lib/base/ids";
import { isDeactivated } from "@/lib/data/people";
import { prisma } from "@/lib/data/prisma";
import { deleteEndedSessions } from "@/lib/data/sessions";
import { ownHostPatterns } from "./own-hosts";

const day = 24 * 60 * 60;

let made: ReturnType<typeof makeAuth> | undefined;

/** Sign-in and sessions. Made on first use, so that a build needs no environment. */
export function auth(): ReturnType<typeof makeAuth> {
  made ??= makeAuth();
  return made;
}

/** A closed account gets no session, whatever way led to one. */
async function refuseDeactivated(userId: string): Promise<void> {
  if (await isDeactivated(userId))
    throw new APIError("FORBIDDEN", { message: "This account is closed. Ask a lead to open it again." });
}

/** The session token in a request's cookie, if its signature holds. Who that is, is asked in one statement of our own. */
const readSessionToken = createAuthEndpoint.serverOnly(
  { method: "GET", requireHeaders: true },
  ({ context, getSignedCookie }) => getSignedCookie(context.authCookies.sessionToken.name, context.secret),
);

function makeAuth() {
  const { REALCHAT_SECRET, REALCHAT_URL } = env();
  return betterAuth({
    appName: "RealChat Studio",
    secret: REALCHAT_SECRET,
    baseURL: REALCHAT_URL ?? { allowedHosts: ownHostPatterns(), protocol: "http", fallback: "http://localhost" },
    database: prismaAdapter(prisma, { provider: "postgresql" }),
    // Accounts come from the first-account page and from invitations only; those write them themselves.
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    databaseHooks: {
      session: {
        create: {
          before: ({ userId }) => refuseDeactivated(userId),
          after: ({ userId }) => deleteEndedSessions(userId),
        },
      },
    },
    plugins: [{ id: "session-token", endpoints: { readSessionToken } }],
    session: { expiresIn: 30 * day, disableSessionRefresh: true },
    // Counted by account and address before the library is asked (`auth-door.ts`).
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: "realchat",
      useSecureCookies: REALCHAT_URL?.startsWith("https://") ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      database: { generateId: ({ model }) => (model === "user" ? newId("user") : randomUUID()) },
    },
    telemetry: { enabled: false },
  });
}
