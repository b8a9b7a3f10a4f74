import { expect, it } from "vitest";
import { readEvents } from "./shared-events";

async function read(chunks: Uint8Array[]): Promise<string[]> {
  const heard: string[] = [];
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  await readEvents(body, (data) => void heard.push(data));
  return heard;
}

it("hands out whole events however the bytes are cut, letters too, and passes over heartbeats", async () => {
  const bytes = new TextEncoder().encode(
    'retry: 1000\n\ndata: 0 {"text":"café 中"}\n\n:\n\ndata: 1 {}\n\ndata: cut off',
  );
  for (const size of [1, 2, 7, bytes.length]) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.slice(i * size, (i + 1) * size),
    );
    expect(await read(pieces), `${size} bytes at a time`).toEqual(['0 {"text":"café 中"}', "1 {}"]);
  }
});
