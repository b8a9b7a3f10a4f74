import { callData } from "./call-data";
import { ClientError } from "./client-error";
import { isText, readStored, removeStored, writeStored } from "./stored";

/** A multiple of what the studio keeps as one piece, so that each part is kept whole. */
const partBytes = 8 * 1024 * 1024;
/** Waits after so many failures in a row; the last one again and again, as long as the page is open. */
const waitsMs = [500, 1_000, 2_000, 5_000, 10_000, 30_000];

type Course = {
  /** How much of the file is there, 0 to 1; and whether the studio is out of reach at the moment. */
  onProgress: (share: number, isWaiting: boolean) => void;
  sleep?: (ms: number) => Promise<void>;
};

type Upload = { id: string; size: number; received: number };

/**
 * Sends a file by parts and gives the upload's id. One that broke off, with the network or with the page, goes on where
 * it was: a file is known again by its name, size and time.
 */
export async function uploadByParts(file: File, { onProgress, sleep = pause }: Course): Promise<string> {
  const key = keyOf(file);
  let upload = (await known(key, file.size)) ?? (await callData("createUpload", { body: { size: file.size } }));
  writeStored(key, upload.id);
  for (let failures = 0; upload.received < file.size; ) {
    const { id, received } = upload;
    const body = file.slice(received, received + partBytes);
    const share = (sent: number) => (received + sent * body.size) / file.size;
    onProgress(share(0), failures > 0);
    try {
      upload = await callData("sendPart", {
        params: { uploadId: id },
        query: { offset: received },
        body,
        onProgress: (sent) => onProgress(share(sent), false),
      });
      failures = 0;
    } catch (error) {
      if (!isPassing(error)) throw error;
      onProgress(share(0), true);
      await sleep(waitsMs[Math.min(failures, waitsMs.length - 1)] ?? 0);
      failures += 1;
      // What came of the part is not known: the studio says how much it has.
      upload = await callData("getUpload", { params: { uploadId: id } }).catch((again: unknown) => {
        if (!isPassing(again)) throw again;
        return upload;
      });
    }
  }
  return upload.id;
}

/** It was taken: the next time the file is chosen, it is sent anew. */
export function forgetUpload(file: File): void {
  removeStored(keyOf(file));
}

function keyOf({ name, size, lastModified }: File): string {
  return `upload ${name} ${size} ${lastModified}`;
}

/** What the studio has of the file; null where it has nothing of it any more. */
async function known(key: string, size: number): Promise<Upload | null> {
  const uploadId = readStored(key);
  if (!isText(uploadId)) return null;
  const found = await callData("getUpload", { params: { uploadId } }).catch((error: unknown) => {
    if (error instanceof ClientError && error.code === "not_found") return null;
    throw error;
  });
  return found?.size === size ? found : null;
}

/** No answer, none that can be read, or another window sends the same file: all that goes over. */
function isPassing(error: unknown): boolean {
  return error instanceof ClientError && ["offline", "internal", "conflict", "cancelled"].includes(error.code);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
