import * as z from "zod";
import { AppError } from "@/lib/base/app-error";
import { env } from "@/lib/base/env";
import { newId } from "@/lib/base/ids";
import { auth } from "./auth";
import { foreignHostProblem } from "./own-hosts";
import { tryPassword } from "./password-tries";
import { problemResponse } from "./problem-response";
import { parseInput, parseJson, readBody } from "./read-input";
import { checkOrigin } from "./same-origin";

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
