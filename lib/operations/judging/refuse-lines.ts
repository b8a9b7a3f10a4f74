import { AppError } from "@/lib/base/app-error";
import type { LineError } from "@/lib/formats/json-lines";

/** Throws `invalid` where lines of an imported file cannot be taken, naming the first; all are in `details.errors`. */
export function refuseLines(errors: readonly LineError[], field: string): void {
  const [first] = errors;
  if (!first) return;
  const more = errors.length > 1 ? ` And ${errors.length - 1} more.` : "";
  const message = `Line ${first.line}: ${first.message}${more} Nothing was stored; mend the file and try again.`;
  throw new AppError("invalid", message, { fields: { [field]: message }, details: { errors } });
}
