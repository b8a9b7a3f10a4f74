import { AppError } from "@/lib/base/app-error";
import { log } from "@/lib/base/log";
import { type Problem, problemKinds, problemMediaType } from "@/lib/contract/problem";
import { UnreadableError } from "@/lib/data/door/unreadable";
import { problemOfParents, problemOfTimeLimit } from "@/lib/data/postgres-errors";
import { RequestRefused } from "./request-refused";

/** The one place where errors become answers: what was meant for a person goes out, a bug leaves only its request id. */
export function problemResponse(error: unknown, requestId: string): Response {
  const known =
    error instanceof AppError
      ? error
      : (problemOfParents(error) ?? problemOfTimeLimit(error) ?? internal(error, requestId));
  const { status, title } = problemKinds[known.code];
  const problem: Problem = {
    type: `urn:realchat:problem:${known.code}`,
    title,
    status: known instanceof RequestRefused ? known.status : status,
    code: known.code,
    detail: known.message,
    requestId,
    fields: known.fields,
    details: known.details,
  };
  const headers = new Headers({
    ...(known instanceof RequestRefused ? known.headers : {}),
    "content-type": problemMediaType,
    "cache-control": "no-store",
    "x-request-id": requestId,
  });
  if (known.retryAfter !== undefined) headers.set("retry-after", String(known.retryAfter));
  return Response.json(problem, { status: problem.status, headers });
}

function internal(error: unknown, requestId: string): AppError {
  const place = error instanceof UnreadableError ? error.place : undefined;
  if (isGivenUp(error)) log.debug({ err: error, requestId }, "A request was given up by whoever sent it");
  else log.error({ err: error, requestId, place }, "A request failed");
  if (place)
    return new AppError(
      "internal",
      `The ${place.table.replaceAll("_", " ")} ${place.id} holds something that this version of the studio cannot read (${place.column}); a newer one may have written it. It is kept as it is, and the rest goes on. The log says more under ${requestId}.`,
    );
  return new AppError(
    "internal",
    `Something went wrong in the studio; what was already saved is kept. Try again, and if it stays, look for ${requestId} in the log.`,
  );
}

/** What Node says where a browser closed a connection in mid-request, as each closed window does: nobody reads the answer. */
function isGivenUp(error: unknown): boolean {
  return error instanceof Error && error.message === "aborted" && "code" in error && error.code === "ECONNRESET";
}
