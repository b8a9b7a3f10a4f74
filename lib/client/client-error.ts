import type { AppErrorCode, FieldErrors } from "@/lib/base/app-error";
import type { Problem } from "@/lib/contract/problem";

/** `offline`: no answer came, so whether it was done is not known. */
export type ClientErrorCode = AppErrorCode | "offline";

/** Why a call failed, in words for a person; the browser's only kind of expected error. */
export class ClientError extends Error {
  readonly code: ClientErrorCode;
  readonly requestId?: string;
  readonly fields?: FieldErrors;
  readonly details?: unknown;

  constructor(code: ClientErrorCode, message: string, problem?: Problem) {
    super(message);
    this.name = "ClientError";
    this.code = code;
    this.requestId = problem?.requestId;
    this.fields = problem?.fields;
    this.details = problem?.details;
  }
}

/** What to tell a person about anything that was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof ClientError) return error.message;
  return "Something went wrong here. Nothing you saved is lost: load the page again.";
}
