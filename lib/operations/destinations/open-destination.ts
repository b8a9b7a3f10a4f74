import { env } from "@/lib/base/env";
import { findSealedDestination } from "@/lib/data/destinations";
import { openPlace } from "@/lib/destinations/open-place";
import type { Place } from "@/lib/destinations/place";
import { type DestinationAddress, destinationKeySchema } from "@/lib/domain/destination";
import { DestinationFault } from "@/lib/domain/destination-fault";
import { unseal } from "@/lib/outbound/envelope";

const why = {
  version: "Its stored key cannot be read by this version.",
  secret:
    "Its stored key was sealed under another REALCHAT_SECRET. Start with that secret again, or enter the key anew.",
  altered: "Its stored key was not entered for this address, so it was not sent there. Enter the key anew.",
};

/** The destination, with its key. Throws a fault, for a person, where there is none. */
export async function openDestination(id: string): Promise<Place> {
  const found = await findSealedDestination(id);
  if (!found) throw new DestinationFault("fix", "The destination was removed. Push to another one.");
  const { address, name, sealedKey } = found;
  if (!sealedKey) throw new DestinationFault("fix", `${name} has no key on this server. Enter it under Destinations.`);
  const opened = unseal(sealedKey, boundTo(id, address), env().REALCHAT_SECRET);
  if (!opened.ok) throw new DestinationFault("fix", `${name}: ${why[opened.why]}`);
  return openPlace(address, destinationKeySchema.parse(JSON.parse(opened.text)));
}

/** What its key is sealed for: the row, and the origin it was entered for. */
export function boundTo(id: string, { url }: Pick<DestinationAddress, "url">): string[] {
  return ["destination", id, new URL(url).origin];
}
