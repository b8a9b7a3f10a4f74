import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import type { IncomingFile } from "@/lib/contract/endpoint";
import { transaction } from "@/lib/data/sql";
import { findUpload, growUpload, insertUpload, type Upload } from "@/lib/data/uploads";
import { forgetOldPieces, keepPiece, pieceBytes } from "@/lib/data/whole/file-pieces";
import type { Viewer } from "@/lib/domain/viewer";

export async function createUpload(viewer: Viewer, size: number): Promise<Upload> {
  await forgetOldPieces();
  const id = newId("projectFile");
  await insertUpload(id, size, viewer.id);
  return { id, size, received: 0 };
}

/**
 * Keeps the next part of a file, from `offset` on. Of one that breaks off the whole pieces that came stay, each noted in
 * the transaction that keeps it, so that whoever sends asks how much is here and goes on.
 */
export async function takePart(uploadId: string, offset: number, part: IncomingFile): Promise<Upload> {
  const upload = must(await findUpload(uploadId), "the upload");
  const { size } = upload;
  if (offset !== upload.received)
    throw new AppError(
      "conflict",
      `${upload.received} bytes of it are here. Nothing was kept; send what follows them.`,
    );
  let at = offset;
  let held: Uint8Array[] = [];
  let length = 0;
  async function keep(): Promise<void> {
    const [from, to, bytes] = [at, at + length, Buffer.concat(held)];
    await transaction(async (tx) => {
      if (!(await growUpload(tx, uploadId, from, to)))
        throw new AppError(
          "conflict",
          "Somebody else sends this file, too. Ask how much of it is here, and go on there.",
        );
      await keepPiece(tx, uploadId, from / pieceBytes, bytes);
    });
    at = to;
    held = [];
    length = 0;
  }
  for await (const bytes of part) {
    if (at + length + bytes.byteLength > size)
      throw new AppError("invalid", `More came than the ${size} bytes that the file was said to have.`);
    for (let from = 0; from < bytes.byteLength; ) {
      const piece = bytes.subarray(from, from + pieceBytes - length);
      held.push(piece);
      length += piece.byteLength;
      from += piece.byteLength;
      if (length === pieceBytes) await keep();
    }
  }
  if (length > 0 && at + length === size) await keep();
  return { ...upload, received: at };
}
