import { type FaultKind, ModelFault } from "@/lib/domain/chat-model";
import { excerpt } from "@/lib/outbound/excerpt";
import { readComplaint } from "./complaint";
import { faultOfErrorBody, type Told } from "./faults";

/** What an endpoint says besides its reply: that it goes on, or why it does not, which only the end tells apart. */
export function createRemarks(told: Told) {
  /** The last one, with nothing of the reply since. */
  let last: unknown = null;

  return {
    /** Throws where it is called an error, though it has none of the usual names. */
    take(said: unknown): void {
      if (typeof said === "object" && said !== null && "usage" in said) return;
      if (isCalledError(said)) throw faultOfErrorBody(said, told);
      if (readComplaint(said).message !== "") last = said;
    },
    forget(): void {
      last = null;
    },
    isOpen: () => last !== null,

    /** Why there is no whole reply, with what was said of it, or else with the `strays` that are no part of the stream. */
    fault(kind: FaultKind, message: string, strays: string): ModelFault {
      const said = last ?? strays;
      if (said === "") return new ModelFault(kind, message);
      const fault = faultOfErrorBody(said, told);
      if (typeof said !== "string") return fault;
      const words = excerpt(readComplaint(said).message, told);
      return new ModelFault(fault.kind === "malformed" ? kind : fault.kind, `${message} It said: ${words}`);
    },
  };
}

function isCalledError(said: unknown): boolean {
  if (typeof said !== "object" || said === null) return false;
  const { type, object, event } = said as Record<string, unknown>;
  return [type, object, event].includes("error");
}
