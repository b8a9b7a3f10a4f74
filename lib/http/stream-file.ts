import type { OutgoingFile } from "@/lib/contract/endpoint";

/** A download that is written while it is read; closing the connection stops the reading. */
export function streamFile({ fileName, mediaType, pieces }: OutgoingFile, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  const chunks = pieces[Symbol.asyncIterator]();
  const stop = async () => {
    await chunks.return?.();
  };
  signal.addEventListener("abort", stop, { once: true });
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await chunks.next();
      if (done || signal.aborted) controller.close();
      else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
    },
    cancel: stop,
  });
  return new Response(stream, {
    headers: {
      "content-type": mediaType,
      "content-disposition": attachment(fileName),
      "x-content-type-options": "nosniff",
    },
  });
}

/** RFC 6266: a plain name for old readers, the exact one for all others. */
function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\w.-]/g, "_");
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}
