import { DestinationFault } from "@/lib/domain/destination-fault";
import { type Answer, NoAnswer, type Sending, send as sendOut } from "@/lib/outbound/send";

/** Sends one request to a destination and hears the whole answer, whatever its status; none at all is a fault. */
export async function send(sending: Sending): Promise<Answer> {
  try {
    return await sendOut(sending);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const words = error.why === "no_host" ? `${error.message} Correct the address of the destination.` : error.message;
    throw new DestinationFault(error.why === "connection" ? "retry" : "fix", words);
  }
}
