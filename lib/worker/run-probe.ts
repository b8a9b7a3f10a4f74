import { claimProbe, updateProbe } from "@/lib/data/probes";
import { ModelFault } from "@/lib/domain/chat-model";
import type { Probe } from "@/lib/domain/model";
import type { ModelShelf } from "./model-shelf";

/** A connection test that takes longer has failed. */
const limitSeconds = 60;
const showEveryMs = 100;
const question = "Say hello in one short sentence.";

/** Executes waiting connection tests one after another, each with the very call that dialogues make. */
export async function runProbes(models: ModelShelf): Promise<void> {
  for (let probe = await claimProbe(limitSeconds + 10); probe; probe = await claimProbe(limitSeconds + 10))
    await updateProbe(probe.id, await execute(probe, models));
}

async function execute(probe: Probe, models: ModelShelf): Promise<Partial<Probe>> {
  const began = performance.now();
  const elapsed = () => Math.round(performance.now() - began);
  let text = "";
  let firstTokenMs: number | null = null;
  let shownAt = 0;
  try {
    const { entry, chat } = await models(probe.modelId);
    const prompt =
      entry.rendering === "chat"
        ? { kind: "chat" as const, messages: [{ role: "user" as const, content: question }] }
        : { kind: "completion" as const, text: question, stop: [] };
    const { temperature, topP } = entry.sampling;
    const request = { prompt, maxTokens: 256, temperature, topP };
    for await (const event of chat.stream(request, AbortSignal.timeout(limitSeconds * 1_000))) {
      if (event.type === "done") continue;
      firstTokenMs ??= elapsed();
      if (event.type === "text") text += event.text;
      if (elapsed() - shownAt < showEveryMs) continue;
      shownAt = elapsed();
      await updateProbe(probe.id, { text, firstTokenMs });
    }
    return { status: "passed", text, firstTokenMs, totalMs: elapsed(), error: null };
  } catch (error) {
    const isCut = error instanceof ModelFault && error.kind === "cancelled";
    const why = error instanceof Error ? error.message : String(error);
    const message = isCut ? `No whole answer within ${limitSeconds} s.` : why;
    return { status: "failed", text, firstTokenMs, totalMs: elapsed(), error: message };
  }
}
