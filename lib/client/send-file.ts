export type FileToSend = {
  method: string;
  headers: Record<string, string>;
  body: Blob;
  signal?: AbortSignal;
  /** How much of it has left, 0 to 1. */
  onProgress?: (share: number) => void;
};

/**
 * `fetch` for a file: streamed from the disk as it is, and telling how far it is, which fetch does not. Rejects where no
 * answer came, and when `signal` fires.
 */
export function sendFile(url: string, { method, headers, body, signal, onProgress }: FileToSend): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(new Response(request.responseText, { status: request.status }));
    request.onerror = () => reject(new TypeError("No answer came"));
    request.onabort = () => reject(new DOMException("Aborted", "AbortError"));
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(body);
  });
}
