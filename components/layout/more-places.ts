import type { Command } from "@/lib/client/commands";
import { dataHrefs } from "@/lib/contract/data-hrefs";

const places = [
  ["Cleaning", dataHrefs.scans],
  ["Exports", dataHrefs.exports],
  ["Destinations", dataHrefs.destinations],
  ["Tokenizers", dataHrefs.tokenizers],
  ["Places to train", "/training/places"],
] as const;

/** Pages that the sidebar leads to by a tab or a link, for whoever looks for one by its name. */
export function morePlaces(go: (href: string) => void): Command[] {
  return places.map(([label, href]) => ({ id: href, label, keys: [], group: "Go to", run: () => go(href) }));
}
