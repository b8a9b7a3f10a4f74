import { ModelFault } from "@/lib/domain/chat-model";
import type { JobHandler } from "./job-handler";

/** A connection test that takes longer has failed. */
const limitSeconds = 60;
const question = "Say hello in one short sentence.";

/** Asks a model for one short reply, with the very call that dialogues make; what arrives is shown as it comes. */
export const testConnection: JobHandler<"connection_test"> = async ({ payload }, { context, signal, report }) => {
  const began = performance.now();
  const elapsed = () => Math.round(performance.now() - began);
  let text = "";
  let firstTokenMs: number | null = null;
  const tell = (done: 0 | 1, totalMs: number | null) => report({ done, total: 1 }, { text, firstTokenMs, totalMs });
  const late = AbortSignal.timeout(limitSeconds * 1_000);
  try {
    const { entry, chat } = await context.models(payload.modelId);
    const prompt =
      entry.rendering === "chat"
        ? { kind: "chat" as const, messages: [{ role: "user" as const, content: question }] }
        : { kind: "completion" as const, text: question, stop: [] };
    const { temperature, topP } = entry.sampling;
    const request = { prompt, maxTokens: 256, temperature, topP };
    for await (const event of chat.stream(request, AbortSignal.any([signal, late]))) {
      if (event.type === "done") continue;
      firstTokenMs ??= elapsed();
      if (event.type === "text") text += event.text;
      await tell(0, null);
    }
    const totalMs = elapsed();
    await tell(1, totalMs);
    return { kind: "done", result: { text, firstTokenMs, totalMs } };
  } catch (error) {
    await tell(0, elapsed());
    const isLate = error instanceof ModelFault && error.kind === "cancelled" && late.aborted;
    // In words alone: a connection that the endpoint refuses is not one that the database refuses.
    throw new Error(isLate ? `No whole answer within ${limitSeconds} s.` : wordsOf(error));
  }
};

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
