import type { DestinationAddress, DestinationKey } from "@/lib/domain/destination";
import { openBucket } from "./bucket";
import { openHub } from "./hub";
import type { Place } from "./place";

/** A destination under its key. Nothing is sent yet. */
export function openPlace(address: DestinationAddress, { accessKey = "", secret }: DestinationKey): Place {
  return address.kind === "hub" ? openHub(address, secret) : openBucket(address, { accessKey, secret });
}
