import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./fixtures";

/** An endpoint that refuses its key until it is mended, and then says a word. */
async function endpoint() {
  const state = { isMended: false };
  const server = createServer((request, response) => {
    request.resume();
    if (!state.isMended) {
      response.writeHead(401, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message: "The key has expired." } }));
      return;
    }
    const chunk = (delta: object, finish: string | null) =>
      `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(`${chunk({ content: "A word in answer." }, null)}${chunk({}, "stop")}data: [DONE]\n\n`);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}/v1`, state, close: () => server.close() };
}

test("parked dialogues are named with their reason, and tried again together once the endpoint answers", async ({
  page,
  studio,
}) => {
  const { baseUrl, state, close } = await endpoint();
  try {
    const model = await studio.call("createModel", {
      body: { name: "Expired", baseUrl, upstreamModel: "one", contextWindow: 4_096, apiKey: "sk-of-a-journey" },
    });
    const run = await studio.startRun({ assistantId: model.id, dialogues: 2, stopRules: { maxRounds: 1 } });
    const parked = async () => {
      const { progress } = await studio.call("getRun", { params: { runId: run.id } });
      return progress.byStatus.parked;
    };
    await expect.poll(parked).toBeGreaterThan(0);
    await page.goto(`/runs/${run.id}`);
    const trouble = page.getByRole("region", { name: "Trouble" });
    await expect(trouble).toContainText("The key has expired.");
    await expectAccessible(page);

    // Nothing is tried again while it does not answer, and forms no longer choose it.
    await trouble.getByRole("button", { name: "Retry all" }).click();
    await expect(page.getByText(/Nothing was tried again/)).toBeVisible();
    expect(await parked()).toBeGreaterThan(0);
    const { items } = await studio.call("listModels", {});
    expect(items.find(({ id }) => id === model.id)?.lastTest).toBe("failed");

    state.isMended = true;
    await trouble.getByRole("button", { name: "Retry all" }).click();
    await expect(page.getByText(/written on/).first()).toBeVisible();
    await expect.poll(parked).toBe(0);
    await expect(trouble).toHaveCount(0);
  } finally {
    close();
  }
});
