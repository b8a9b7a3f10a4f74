import * as z from "zod";
import { AppError } from "@/lib/base/app-error";
import { env } from "@/lib/base/env";
import { newId } from "@/lib/base/ids";
import { forgetPasswordTries, isSignedInFrom, notePasswordTry } from "@/lib/data/passwords";
import { auth } from "./auth";
import { foreignHostProblem } from "./own-hosts";
import { problemResponse } from "./problem-response";
import { parseInput, parseJson, readBody } from "./read-input";
import { checkOrigin } from "./same-origin";

const minuteMs = 60_000;

/** Of one account from one address: what a person gets wrong locks out themselves alone. */
const here = { tries: 10, windowMs: minuteMs };

/** Of one account from anywhere, by addresses that are not signed in to it: guesses by a crowd of machines. */
const anywhere = { tries: 100, windowMs: 60 * minuteMs };

/** From one address, of all accounts: hashing is slow on purpose, and nobody may keep the studio at it. */
const fromOne = { tries: 300, windowMs: minuteMs };

const bodyLimit = 16 * 1024;
const signInSchema = z.object({ email: z.string().max(320), password: z.string().max(1024) });

/** What of the auth library browsers may ask by themselves; all else that it offers is shut. */
const doors: Record<string, (request: Request, body: unknown) => Promise<Response>> = {
  "/api/auth/sign-in/email": signIn,
  "/api/auth/sign-out": (request, body) => handOn(request, body),
};

/** Signs people in and out. The same rules as for the rest of the API, and the library sees nothing but what it needs. */
export async function authDoor(request: Request): Promise<Response> {
  const requestId = newId("request");
  try {
    const open = request.method === "POST" ? doors[new URL(request.url).pathname] : undefined;
    if (!open) throw new AppError("not_found", "There is nothing at this address.");
    checkOrigin(request);
    refuseOtherAddress(request);
    const text = await readBody(request, bodyLimit);
    return await open(request, text === "" ? {} : parseJson(text, request.headers.get("content-type")));
  } catch (error) {
    return problemResponse(error, requestId);
  }
}

async function signIn(request: Request, body: unknown): Promise<Response> {
  const { email, password } = parseInput(signInSchema, body) as z.output<typeof signInSchema>;
  return tryPassword(
    request,
    email,
    () => handOn(request, { email, password }),
    ({ ok }) => ok,
  );
}

function handOn({ url, headers }: Request, body: unknown): Promise<Response> {
  const given = new Headers(headers);
  given.delete("content-length");
  given.set("content-type", "application/json");
  return auth().handler(new Request(url, { method: "POST", headers: given, body: JSON.stringify(body) }));
}

/** Cookies belong to the address that REALCHAT_URL names: under another one of this machine nobody could stay signed in. */
function refuseOtherAddress(request: Request): void {
  const origin = request.headers.get("origin");
  const { REALCHAT_URL } = env();
  if (origin === null || REALCHAT_URL === undefined || origin === new URL(REALCHAT_URL).origin) return;
  throw foreignHostProblem(new URL(origin).host);
}

/**
 * Checks the password of an account by `check`, unless there were too many tries from where the request comes; throws
 * `rate_limited` with the seconds to wait then. A try is noted before it is checked, so that many at once are counted,
 * too; one that is right makes up for those before.
 */
export async function tryPassword<T>(
  request: Request,
  email: string,
  check: () => Promise<T>,
  isRight: (checked: T) => boolean,
): Promise<T> {
  const address = request.headers.get("x-forwarded-for") ?? ""; // see `trustDeclaredProxiesOnly`
  const account = email.trim().toLowerCase();
  const pair = `${account} at ${address}`;
  await refuseAfter(here, pair);
  await refuseAfter(fromOne, `at ${address}`);
  if (!(await isSignedInFrom(account, address))) await refuseAfter(anywhere, account);
  const checked = await check();
  if (isRight(checked)) await forgetPasswordTries(pair);
  return checked;
}

async function refuseAfter({ tries, windowMs }: typeof here, key: string): Promise<void> {
  const { count, beganAt } = await notePasswordTry(key, windowMs);
  if (count <= tries) return;
  const retryAfter = Math.max(1, Math.ceil((beganAt.getTime() + windowMs - Date.now()) / 1000));
  throw new AppError(
    "rate_limited",
    `Too many wrong passwords for this account from here. Try again in ${waitWords(retryAfter)}; a lead can make a link that sets a new password.`,
    { retryAfter },
  );
}

function waitWords(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
}
