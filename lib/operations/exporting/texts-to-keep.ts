import { must } from "@/lib/base/assert";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { croissantOf } from "@/lib/domain/training/croissant";
import { auditName, type ExportedFile } from "@/lib/domain/training/manifest";
import type { TrainingExport } from "@/lib/domain/training/training-export";
import { readCard } from "../data-sets/cards";
import type { Findings } from "./findings";

type Kept = Pick<ExportedFile, "name" | "role" | "mediaType"> & { text: string };

/** What is not made anew: what was found once, and cards, which people go on writing. */
export async function textsToKeep(
  { snapshots }: TrainingExport,
  files: readonly ExportedFile[],
  findings: Findings,
): Promise<Kept[]> {
  const audit = findings.audit();
  const found: Kept[] = audit
    ? [{ name: auditName, role: "audit", mediaType: "application/json", text: `${JSON.stringify(audit, null, 2)}\n` }]
    : [];
  for (const [i, { id }] of snapshots.entries()) {
    const nth = i === 0 ? "" : `-${i + 1}`;
    const { text } = await readCard(id);
    found.push({ name: `README${nth}.md`, role: "card", mediaType: "text/markdown", text });
    const croissant = croissantOf(must(await findSnapshot(id), "the snapshot"), files);
    const json = `${JSON.stringify(croissant, null, 2)}\n`;
    found.push({ name: `croissant${nth}.json`, role: "card", mediaType: "application/ld+json", text: json });
  }
  return found;
}
