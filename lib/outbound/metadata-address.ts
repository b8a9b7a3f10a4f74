import { type LookupAddress, type LookupOptions, lookup as resolve } from "node:dns";
import { BlockList, isIP } from "node:net";
import { env } from "@/lib/base/env";

/** Where clouds hand their machines' own credentials to whoever asks from inside; nothing else is ever served there. */
const metadata = new BlockList();
metadata.addSubnet("169.254.0.0", 16); // link-local, and mapped into IPv6; AWS, Azure, Google, Oracle, OpenStack
metadata.addSubnet("fe80::", 10, "ipv6");
metadata.addAddress("fd00:ec2::254", "ipv6"); // AWS
metadata.addAddress("100.100.100.200"); // Alibaba
metadata.addSubnet("64:ff9b::a9fe:0", 112, "ipv6"); // 169.254.0.0/16 behind NAT64

const names = /^(?:metadata|instance-data)(?:\.google\.internal|\.ec2\.internal|\.goog)?\.?$/i;

/** Whether a host, as `URL.hostname` has it, is such an address or one of its names. */
export function isMetadataHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host);
  return family === 0 ? names.test(host) : metadata.check(host, family === 6 ? "ipv6" : "ipv4");
}

export const metadataWords =
  "This is an address at which clouds hand out credentials (link-local), so nothing is sent there. Correct the address; if something of yours really is served there, start the studio with REALCHAT_ALLOW_LINK_LOCAL=1.";

/** An address to which nothing is sent. */
export class RefusedAddress extends Error {
  constructor() {
    super(metadataWords);
    this.name = "RefusedAddress";
  }
}

/** Throws for such an address, unless REALCHAT_ALLOW_LINK_LOCAL says that somebody serves something there. */
export function refuseMetadataHost(hostname: string): void {
  if (isMetadataHost(hostname) && !env().REALCHAT_ALLOW_LINK_LOCAL) throw new RefusedAddress();
}

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** A name's addresses for a connection: a name that leads to such an address is refused as the address itself is. */
export function guardedLookup(hostname: string, options: LookupOptions, found: Found, ask = resolve): void {
  ask(hostname, options, (error: Error | null, address: string | LookupAddress[], family?: number) => {
    if (error) return found(error, address, family);
    try {
      for (const one of [address].flat()) refuseMetadataHost(typeof one === "string" ? one : one.address);
    } catch (refusal) {
      return found(refusal as Error, address, family);
    }
    found(null, address, family);
  });
}
