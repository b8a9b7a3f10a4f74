import { newId } from "@/lib/base/ids";
import type { AnswerOf, InputOf } from "@/lib/contract/endpoints";
import type { EndpointName } from "@/lib/contract/paths";
import type { Caller } from "./call";
import { ClientError } from "./client-error";

/**
 * A call that creates something, safe to press again: while its outcome is unknown (the answer was lost), the same input
 * goes out under the same idempotency key, so that nothing is made twice. A changed input is a new wish.
 */
export function createOnce<N extends EndpointName>(
  name: N,
  send: Caller<NoInfer<N>>,
): (input: InputOf<N>, onProgress?: (share: number) => void) => Promise<AnswerOf<N>> {
  let unsure: { text: string; key: string } | null = null;
  return async (input, onProgress) => {
    const text = JSON.stringify(input, (_, value) => (value instanceof Blob ? identityOf(value) : value));
    const key = unsure?.text === text ? unsure.key : newId("request");
    unsure = { text, key };
    try {
      const answer = await send(name, { ...input, idempotencyKey: key, onProgress });
      unsure = null;
      return answer;
    } catch (error) {
      if (error instanceof ClientError && error.code !== "offline" && error.code !== "internal") unsure = null;
      throw error;
    }
  };
}

/** A file is another one when its name, size or time is. */
function identityOf(file: Blob): unknown {
  return file instanceof File ? [file.name, file.size, file.lastModified] : [file.type, file.size];
}
