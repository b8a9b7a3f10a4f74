import { must } from "@/lib/base/assert";
import { readAuthorNames } from "@/lib/data/authored-turns";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import type { Queryable } from "@/lib/data/sql";
import { findTrainingExport, finishTrainingExport } from "@/lib/data/training-exports";
import { croissantOf } from "@/lib/domain/training/croissant";
import { auditName, type ExportedFile, type Manifest } from "@/lib/domain/training/manifest";
import type { TrainingExport } from "@/lib/domain/training/training-export";
import type { Piece } from "@/lib/formats/format";
import { version } from "@/package.json";
import { readCard } from "../data-sets/cards";
import { measured } from "./bytes-of";
import { dialectOf } from "./dialect-of";
import { filesOfExport, only } from "./files-of-export";
import { Findings } from "./findings";
import { planExport } from "./plan-export";
import { openSigner } from "./signing-key";

type Tools = {
  signal: AbortSignal;
  report: (progress: { done: number; total: number }) => Promise<void>;
  rest: (workedMs: number) => Promise<void>;
  whileHeld: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
};

/**
 * Makes all files of an export once, to count, audit and hash them, and signs what it found; keeps nothing of the data. It writes
 * once, at its end: whoever does it again begins anew.
 */
export async function makeExport(id: string, tools: Tools): Promise<{ files: number; rows: number }> {
  const exported = must(await findTrainingExport(id), "the export");
  const { recipe } = exported;
  const plan = await planExport(recipe);
  const findings = await Findings.open(recipe, dialectOf(recipe));
  const toMake = filesOfExport(recipe, plan, findings);
  const files: ExportedFile[] = [];
  for (const { pieces, ...file } of toMake) {
    await tools.report({ done: files.length, total: toMake.length });
    files.push({ ...file, ...(await measuredBy(pieces(), tools)), rows: null });
  }
  const { counts, rowsOf } = findings;
  for (const file of files) file.rows = file.role === "provenance" ? counts.rows : (rowsOf[file.name] ?? null);
  const kept = await textsToKeep(exported, files, findings);
  for (const { text, ...file } of kept) files.push({ ...file, ...(await measuredBy(only(text), tools)), rows: null });
  const signer = await openSigner();
  const found = { counts, authors: await readAuthorNames([...findings.authors]), files, key: signer.key };
  const manifest = `${JSON.stringify(await manifestOf(exported, found), null, 2)}\n`;
  const texts = Object.fromEntries(kept.map(({ name, text }) => [name, text]));
  const made = { plan, counts, files, kept: texts, manifest, signature: signer.sign(manifest) };
  await tools.whileHeld((tx) => finishTrainingExport(tx, id, made));
  return { files: files.length, rows: counts.rows };
}

type Kept = Pick<ExportedFile, "name" | "role" | "mediaType"> & { text: string };

/** What is not made anew: what was found once, and cards, which people go on writing. */
async function textsToKeep(
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

function measuredBy(pieces: AsyncIterable<Piece>, { signal, rest }: Tools) {
  let began = performance.now();
  return measured(pieces, async () => {
    signal.throwIfAborted();
    await rest(performance.now() - began);
    began = performance.now();
  });
}

async function manifestOf(
  { id, createdAt, recipe, snapshots }: TrainingExport,
  found: Pick<Manifest, "counts" | "authors" | "files" | "key">,
): Promise<Manifest> {
  const ofSnapshots = await Promise.all(
    snapshots.map(async ({ id }) => {
      const { dataSetName, number, dialogues, turns, digest, createdAt } = must(await findSnapshot(id), "the snapshot");
      return { id, dataSet: dataSetName, number, dialogues, turns, digest, createdAt };
    }),
  );
  const software = { name: "RealChat Studio", version };
  return { kind: "realchat-export/1", export: id, createdAt, software, recipe, snapshots: ofSnapshots, ...found };
}
