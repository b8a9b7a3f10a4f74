import { AppError } from "@/lib/base/app-error";

/** A request that cannot even be read, with the HTTP status that says why. */
export class RequestRefused extends AppError {
  readonly status: 400 | 413 | 415;

  constructor(status: 400 | 413 | 415, message: string) {
    super("invalid", message);
    this.name = "RequestRefused";
    this.status = status;
  }
}
