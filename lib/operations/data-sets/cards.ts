import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import type { OutgoingFile } from "@/lib/contract/endpoint";
import { findLastCard, insertCard } from "@/lib/data/snapshots/cards";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { croissantOf } from "@/lib/domain/training/croissant";
import { dataSetCard } from "@/lib/domain/training/data-set-card";
import type { SnapshotCard } from "@/lib/domain/training/snapshot-card";
import type { Viewer } from "@/lib/domain/viewer";
import { authorizeSnapshots } from "./authorize-snapshots";

/** As a person wrote it last, or else made of what was so at the moment of the snapshot. */
export async function readCard(snapshotId: string): Promise<SnapshotCard> {
  const written = await findLastCard(snapshotId);
  if (written) return written;
  const snapshot = must(await findSnapshot(snapshotId), "the snapshot");
  return { text: dataSetCard(snapshot), version: 0, writtenBy: null, createdAt: null };
}

type Said = { text: string; basedOn: number };

export async function updateCard(viewer: Viewer, snapshotId: string, { text, basedOn }: Said): Promise<SnapshotCard> {
  await authorizeSnapshots("curator", viewer, [snapshotId]);
  if (!(await insertCard(snapshotId, { text, basedOn, personId: viewer.id })))
    throw new AppError(
      "conflict",
      "Somebody wrote another version of this card meanwhile. Yours was not saved; look at theirs first.",
    );
  return readCard(snapshotId);
}

/** As the README.md of a Hugging Face data set. */
export async function cardAsFile(snapshotId: string): Promise<OutgoingFile> {
  const { text } = await readCard(snapshotId);
  return { fileName: "README.md", mediaType: "text/markdown", pieces: inOne(text) };
}

export async function croissantAsFile(snapshotId: string): Promise<OutgoingFile> {
  const snapshot = must(await findSnapshot(snapshotId), "the snapshot");
  const text = `${JSON.stringify(croissantOf(snapshot), null, 2)}\n`;
  return { fileName: "croissant.json", mediaType: "application/ld+json", pieces: inOne(text) };
}

async function* inOne(text: string): AsyncGenerator<string> {
  yield text;
}
