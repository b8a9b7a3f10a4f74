import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A call as the endpoint saw it. Every answer is a text of its own, so that a turn tells which call it came from. */
export type UpstreamCall = { text: string; whole: boolean; promptTokens: number; completionTokens: number };

const words = ["why", "maybe", "then", "a", "quiet", "river", "answers", "slowly", "and", "nobody", "asks", "again"];

/**
 * An OpenAI-compatible endpoint that streams a token at a time, with real pauses, and keeps count of what it sent:
 * the other side of the studio's ledger.
 */
export async function startCountingUpstream({ tokens = 8, tokenMs = 5 } = {}) {
  const calls: UpstreamCall[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const call: UpstreamCall = { text: "", whole: false, promptTokens: body.length, completionTokens: 0 };
    calls.push(call);
    const pieces = [`Reply ${calls.length}:`, ...Array.from({ length: tokens - 1 }, () => ` ${pick()}`)];
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const content of pieces) {
      await sleep(tokenMs * (0.5 + Math.random()));
      if (response.destroyed) return;
      response.write(
        `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`,
      );
      call.text += content;
      call.completionTokens++;
    }
    const usage = { prompt_tokens: call.promptTokens, completion_tokens: call.completionTokens };
    const last = [{ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }, { choices: [], usage }];
    call.whole = true;
    response.end(`${last.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("")}data: [DONE]\n\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    calls,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pick(): string {
  return words[Math.floor(Math.random() * words.length)] ?? "";
}
