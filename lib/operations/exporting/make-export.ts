import { createHash } from "node:crypto";
import { must } from "@/lib/base/assert";
import { readAuthorNames } from "@/lib/data/authored-turns";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import type { Queryable } from "@/lib/data/sql";
import { findTokenizer } from "@/lib/data/tokenizers";
import { findTrainingExport, finishTrainingExport } from "@/lib/data/training-exports";
import type { ExportedFile, Manifest } from "@/lib/domain/training/manifest";
import { beginning, type Stretches } from "@/lib/domain/training/stretch";
import type { TrainingExport } from "@/lib/domain/training/training-export";
import { version } from "@/package.json";
import { openDialect } from "./dialect-of";
import { type FileToMake, filesOfExport } from "./files-of-export";
import { Findings } from "./findings";
import { planExport } from "./plan-export";
import { openSigner } from "./signing-key";
import { measured } from "./stretches";
import { textsToKeep } from "./texts-to-keep";

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
  const dialect = await openDialect(recipe);
  const findings = await Findings.open(recipe, dialect);
  const toMake = filesOfExport({ recipe, dialect, plan }, findings);
  const files: ExportedFile[] = [];
  const stretches: Stretches = {};
  for (const file of toMake) {
    await tools.report({ done: files.length, total: toMake.length });
    const { bytes, sha256, stretches: found } = await measuredBy(file, tools);
    const { name, mediaType, role } = file;
    files.push({ name, mediaType, role, bytes, sha256, rows: null });
    if (found.length > 1) stretches[name] = found;
  }
  const { counts, rowsOf } = findings;
  for (const file of files) file.rows = file.role === "provenance" ? counts.rows : (rowsOf[file.name] ?? null);
  const kept = await textsToKeep(exported, files, findings);
  for (const { text, ...file } of kept) {
    const sha256 = createHash("sha256").update(text).digest("hex");
    files.push({ ...file, bytes: Buffer.byteLength(text), sha256, rows: null });
  }
  const signer = await openSigner();
  const found = { counts, authors: await readAuthorNames([...findings.authors]), files, key: signer.key };
  const manifest = `${JSON.stringify(await manifestOf(exported, found), null, 2)}\n`;
  const texts = Object.fromEntries(kept.map(({ name, text }) => [name, text]));
  const made = { plan, counts, files, stretches, kept: texts, manifest, signature: signer.sign(manifest) };
  await tools.whileHeld((tx) => finishTrainingExport(tx, id, made));
  return { files: files.length, rows: counts.rows };
}

function measuredBy({ make, isByDialogue }: FileToMake, { signal, rest }: Tools) {
  let began = performance.now();
  const told = async () => {
    signal.throwIfAborted();
    await rest(performance.now() - began);
    began = performance.now();
  };
  return measured(make(beginning), { isByDialogue, told });
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
  const own = recipe.tokenizerId === null ? null : must(await findTokenizer(recipe.tokenizerId), "the tokenizer");
  const tokenizer = own && { name: own.name, sha256: own.sha256 };
  const software = { name: "RealChat Studio", version };
  const about = { export: id, createdAt, software, recipe, tokenizer, snapshots: ofSnapshots };
  return { kind: "realchat-export/1", ...about, ...found };
}
