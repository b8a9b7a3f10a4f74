import { AppError } from "@/lib/base/app-error";
import { env } from "@/lib/base/env";

/**
 * Refuses writes that another site makes in the name of a signed-in person. Browsers say where a request comes from in
 * Sec-Fetch-Site and Origin; whatever sends neither is no browser.
 */
export function checkOrigin(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const ownPage = site === null || site === "same-origin" || site === "none";
  if (ownPage && (origin === null || isOwn(origin, request.headers.get("host")))) return;
  throw new AppError(
    "forbidden",
    "This request came from another site, so nothing was changed. Open the studio itself.",
  );
}

function isOwn(origin: string, host: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  const given = new URL(origin);
  const { REALCHAT_URL } = env();
  return given.host === host || (REALCHAT_URL !== undefined && given.origin === new URL(REALCHAT_URL).origin);
}
