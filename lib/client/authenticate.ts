import { ClientError } from "./client-error";

/** Signs in with a cookie. Wrong e-mail and wrong password are refused alike. */
export async function signIn(email: string, password: string): Promise<void> {
  const response = await post("/api/auth/sign-in/email", { email, password });
  if (response.ok) return;
  const { detail, message }: { detail?: string; message?: string } = await response.json().catch(() => ({}));
  if (response.status === 429)
    throw new ClientError("rate_limited", detail ?? "Too many attempts. Wait a minute, then try again.");
  if (response.status === 403)
    throw new ClientError("forbidden", detail ?? message ?? "The studio does not take sign-ins at this address.");
  if (response.status >= 500) {
    throw new ClientError("internal", "The studio could not check this just now. Try again in a moment.");
  }
  throw new ClientError("unauthenticated", "No account has this e-mail address with this password.");
}

export async function signOut(): Promise<void> {
  const response = await post("/api/auth/sign-out", {});
  if (!response.ok)
    throw new ClientError("internal", "You are still signed in: the studio could not sign you out. Try again.");
}

function post(path: string, body: unknown): Promise<Response> {
  return fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new ClientError("offline", "The studio could not be reached. Check the connection and try again.");
  });
}
