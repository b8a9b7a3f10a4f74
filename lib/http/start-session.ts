import { auth } from "./auth";

/** Signs a person in with what they have just typed; returns the headers that carry the session cookie. */
export async function startSession(request: Request, email: string, password: string): Promise<Headers> {
  const { headers } = await auth().api.signInEmail({
    body: { email, password },
    headers: request.headers,
    returnHeaders: true,
  });
  const cookies = new Headers();
  for (const cookie of headers.getSetCookie()) cookies.append("set-cookie", cookie);
  return cookies;
}
