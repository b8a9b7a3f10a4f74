import type { ChatMessage, ModelRequest } from "@/lib/domain/chat-model";
import type { Dialect } from "@/lib/domain/dialect";

type Asked = { origin: string; upstreamModel: string; dialect: Dialect };
type UpstreamRequest = { path: string; body: Record<string, unknown> };

/** What is sent, and where: the request in the words of the protocol, as the endpoint's dialect has them. */
export function requestOf(request: ModelRequest, { origin, upstreamModel, dialect }: Asked): UpstreamRequest {
  const { prompt, temperature, topP, maxTokens, seed } = request;
  const stop = [...(prompt.kind === "completion" ? prompt.stop : []), ...(request.stop ?? [])];
  const fields = {
    ...dialect.body,
    model: upstreamModel,
    temperature,
    top_p: topP,
    seed,
    stop: stop.length > 0 ? stop : undefined,
    stream: true,
    stream_options: { include_usage: true },
  };
  const common = Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => value !== undefined && !dialect.omits.some((left) => left === name),
    ),
  );
  if (prompt.kind === "completion")
    return { path: "/completions", body: { ...common, prompt: prompt.text, max_tokens: maxTokens } };
  return {
    path: "/chat/completions",
    body: {
      ...common,
      [lengthParameterOf(dialect, origin)]: maxTokens,
      messages: messagesFor(prompt.messages, dialect.systemRole),
    },
  };
}

/** OpenAI's newer models refuse the old name, there and at Azure; most other servers know only that. */
export function lengthParameterOf(
  { lengthParameter }: Pick<Dialect, "lengthParameter">,
  origin: string,
): "max_completion_tokens" | "max_tokens" {
  if (lengthParameter) return lengthParameter;
  const isNew = /^https:\/\/(?:api\.openai\.com|[\w-]+\.(?:openai|services\.ai)\.azure\.com)$/.test(origin);
  return isNew ? "max_completion_tokens" : "max_tokens";
}

type SentMessage = { role: ChatMessage["role"] | "developer"; content: string };

/** Templates without a system role, which also want both sides in turns, get its text with the first message. */
function messagesFor(messages: ChatMessage[], systemRole: Dialect["systemRole"]): SentMessage[] {
  if (systemRole === "system") return messages;
  const system = messages.filter(({ role }) => role === "system");
  const others = messages.filter(({ role }) => role !== "system");
  if (systemRole === "developer")
    return messages.map(({ role, content }) => ({ role: role === "system" ? "developer" : role, content }));
  const [first, ...rest] = others;
  const text = system.map(({ content }) => content).join("\n\n");
  if (text === "") return others;
  if (first?.role !== "user") return [{ role: "user", content: text }, ...others];
  return [{ role: "user", content: `${text}\n\n${first.content}` }, ...rest];
}
