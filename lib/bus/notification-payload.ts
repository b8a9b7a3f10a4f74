/** Postgres refuses a NOTIFY payload of 8,000 bytes or more. */
const maxBytes = 7_900;

/** Packs ids (ASCII, without commas) into as few NOTIFY payloads as hold them; each id once, in order of appearance. */
export function packIds(ids: Iterable<string>, limit: number = maxBytes): string[] {
  const payloads: string[] = [];
  let payload = "";
  for (const id of new Set(ids)) {
    if (payload !== "" && payload.length + 1 + id.length > limit) {
      payloads.push(payload);
      payload = "";
    }
    payload = payload === "" ? id : `${payload},${id}`;
  }
  return payload === "" ? payloads : [...payloads, payload];
}

/** The ids in a payload of {@link packIds}. */
export function unpackIds(payload: string): string[] {
  return payload === "" ? [] : payload.split(",");
}
