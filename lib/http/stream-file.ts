import { log } from "@/lib/base/log";
import type { OutgoingFile } from "@/lib/contract/endpoint";

/**
 * A download that is written while it is read, no faster than the caller takes it; closing the connection stops the
 * writing. What fails before the first piece is thrown, to be answered as a problem; what fails later breaks the
 * connection, since a file that ends early must not look whole.
 */
export async function streamFile(file: OutgoingFile, signal: AbortSignal): Promise<Response> {
  const encoder = new TextEncoder();
  const pieces = file.pieces[Symbol.asyncIterator]();
  let next = await pieces.next();
  const stop = async () => {
    await pieces.return?.();
  };
  signal.addEventListener("abort", stop, { once: true });
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (next.done || signal.aborted) {
        controller.close();
        return;
      }
      controller.enqueue(typeof next.value === "string" ? encoder.encode(next.value) : next.value);
      try {
        next = await pieces.next();
      } catch (error) {
        log.error({ err: error, fileName: file.fileName }, "A download broke off");
        controller.error(error);
      }
    },
    cancel: stop,
  });
  return new Response(stream, {
    headers: {
      "content-type": file.mediaType.startsWith("text/") ? `${file.mediaType}; charset=utf-8` : file.mediaType,
      "content-disposition": attachment(file.fileName),
      "x-content-type-options": "nosniff",
    },
  });
}

/** RFC 6266: a plain name for old readers, the exact one for all others. */
function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\w.-]/g, "_");
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}
