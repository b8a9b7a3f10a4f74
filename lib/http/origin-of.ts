import { env } from "@/lib/base/env";

/** Where the studio is reached: by its own address where it is told one, else by the one that it was asked at. */
export function originOf(request: Request): string {
  return env().REALCHAT_URL ?? `http://${request.headers.get("host")}`;
}
