import { dataHrefs } from "@/lib/contract/data-hrefs";
import { hrefs } from "@/lib/contract/hrefs";
import { SectionTabs } from "../layout/section-tabs";

const pages = [
  { href: hrefs.imports, label: "Imports" },
  { href: dataHrefs.scans, label: "Cleaning" },
];

/** What is done with dialogues that come in: they are taken in, and looked through. */
export function DataInTabs({ here }: { here: string }) {
  return <SectionTabs label="Data that comes in" pages={pages} here={here} />;
}
