import type { AnswerOf, InputOf } from "@/lib/contract/endpoints";
import { type EndpointName, fillPath, splitPath } from "@/lib/contract/paths";
import { isProblem } from "@/lib/contract/problem";
import { ClientError } from "./client-error";

type Input<N extends EndpointName> = InputOf<N> & {
  signal?: AbortSignal;
  /** Same key, same body: done once, however often it is sent. */
  idempotencyKey?: string;
};

type LooseInput = {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal;
  idempotencyKey?: string;
};

/**
 * Calls an endpoint by name. Resolves with its answer; rejects with a {@link ClientError}, or with the abort when
 * `signal` fires.
 */
export async function call<N extends EndpointName>(name: N, input: Input<N>): Promise<AnswerOf<N>> {
  const { body, signal, idempotencyKey } = input as LooseInput;
  const response = await fetch(urlOf(name, input), {
    method: splitPath(name).method,
    headers: {
      accept: "application/json",
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(idempotencyKey && { "idempotency-key": idempotencyKey }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ClientError(
      "offline",
      "The studio could not be reached, so nothing is known to be saved. Check the connection and try again.",
    );
  });
  if (response.status === 204) return undefined as AnswerOf<N>;
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer as AnswerOf<N>;
  throw isProblem(answer)
    ? new ClientError(answer.code, answer.detail, answer)
    : new ClientError(
        "internal",
        `The studio answered with status ${response.status} and nothing readable. Try again.`,
      );
}

/** The URL of a call: path with params, and the query fields that are set. Also for links and event streams. */
export function urlOf<N extends EndpointName>(name: N, input: InputOf<N>): string {
  const { params = {}, query = {} } = input as LooseInput;
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") search.set(key, String(value));
  }
  return fillPath(name, params) + (search.size > 0 ? `?${search}` : "");
}
