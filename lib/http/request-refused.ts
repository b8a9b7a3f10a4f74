import { AppError } from "@/lib/base/app-error";

type Status = 400 | 413 | 415 | 416;

/** A request that cannot even be read or met, with the HTTP status that says why. */
export class RequestRefused extends AppError {
  readonly status: Status;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: Status, message: string, headers: Readonly<Record<string, string>> = {}) {
    super("invalid", message);
    this.name = "RequestRefused";
    this.status = status;
    this.headers = headers;
  }
}
