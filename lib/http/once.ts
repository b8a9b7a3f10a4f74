import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/base/app-error";
import { claimKey, forgetKey, readKey, settleKey } from "@/lib/data/idempotency-keys";

type Once = {
  personId: string;
  key: string;
  endpoint: string;
  /** Everything that makes the request what it is. */
  request: string;
  /** The answer must not be stored. */
  secret: boolean;
  status: number;
};

const patienceMs = 10_000;

/**
 * Does `work` once per person and key, however often and however parallel it is asked for: a repeat waits for the
 * first answer and gets the same. What failed did nothing, so it may be tried again under its key.
 */
export async function once(what: Once, work: () => Promise<unknown>): Promise<unknown> {
  if (what.key.length > 200) throw new AppError("invalid", "An Idempotency-Key has at most 200 characters.");
  const requestHash = createHash("sha256").update(what.request).digest("hex");
  const claim = { personId: what.personId, key: what.key, endpoint: what.endpoint, requestHash };
  if (!(await claimKey(claim))) return repeated(what, requestHash);
  let answer: unknown;
  try {
    answer = await work();
  } catch (error) {
    await forgetKey(what);
    throw error;
  }
  await settleKey(what, what.status, what.secret ? null : answer);
  return answer;
}

async function repeated(what: Once, requestHash: string): Promise<unknown> {
  for (const deadline = Date.now() + patienceMs; ; await sleep(50)) {
    const first = await readKey(what);
    if (!first) throw new AppError("conflict", "The first request under this Idempotency-Key failed. Send it again.");
    if (first.requestHash !== requestHash || first.endpoint !== what.endpoint)
      throw new AppError(
        "invalid",
        "This Idempotency-Key was used for another request. Use a new one for a new request.",
      );
    if (first.status !== null && what.secret)
      throw new AppError(
        "conflict",
        "This was done already, and its secret is shown only once. Use a new Idempotency-Key to make another.",
      );
    if (first.status !== null) return first.response;
    if (Date.now() > deadline)
      throw new AppError(
        "conflict",
        "The first request under this Idempotency-Key has not answered. Look whether it took effect before you send a new one.",
      );
  }
}
