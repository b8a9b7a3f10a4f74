import { type Endpoint, isFile } from "@/lib/contract/endpoint";
import { faultsOf } from "./faults-of";

/**
 * Fails where an answer is not what the contract says, or says more. Asked in development and tests alone, for in
 * production an answer that is one field off still serves.
 */
export function checkAnswer(name: string, { response }: Endpoint, answer: unknown): void {
  if (process.env.NODE_ENV === "production" || isFile(response)) return;
  const faults = faultsOf(response, answer);
  if (faults.length > 0) throw new Error(`${name} answered other than its contract says:\n${faults.join("\n")}`);
}
