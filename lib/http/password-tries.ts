import { AppError } from "@/lib/base/app-error";
import { forgetPasswordTries, isSignedInFrom, notePasswordTry } from "@/lib/data/passwords";

const minuteMs = 60_000;

/** Of one account from one address: what a person gets wrong locks out themselves alone. */
const here = { tries: 10, windowMs: minuteMs };
/** Of one account from anywhere, by addresses that are not signed in to it: guesses by a crowd of machines. */
const anywhere = { tries: 100, windowMs: 60 * minuteMs };
/** From one address, of all accounts: hashing is slow on purpose, and nobody may keep the studio at it. */
const fromOne = { tries: 300, windowMs: minuteMs };

/**
 * Checks the password of an account by `check`, unless there were too many tries from where the request comes; throws
 * `rate_limited` with the seconds to wait then. A try is noted before it is checked, so that many at once are counted,
 * too; one that is right makes up for those before.
 */
export async function tryPassword<T>(
  request: Request,
  email: string,
  check: () => Promise<T>,
  isRight: (checked: T) => boolean,
): Promise<T> {
  const address = request.headers.get("x-forwarded-for") ?? ""; // see `trustDeclaredProxiesOnly`
  const account = email.trim().toLowerCase();
  const pair = `${account} at ${address}`;
  await refuseAfter(here, pair);
  await refuseAfter(fromOne, `at ${address}`);
  if (!(await isSignedInFrom(account, address))) await refuseAfter(anywhere, account);
  const checked = await check();
  if (isRight(checked)) await forgetPasswordTries(pair);
  return checked;
}

async function refuseAfter({ tries, windowMs }: typeof here, key: string): Promise<void> {
  const { count, beganAt } = await notePasswordTry(key, windowMs);
  if (count <= tries) return;
  const retryAfter = Math.max(1, Math.ceil((beganAt.getTime() + windowMs - Date.now()) / 1000));
  throw new AppError(
    "rate_limited",
    `Too many wrong passwords for this account from here. Try again in ${waitWords(retryAfter)}; a lead can make a link that sets a new password.`,
    { retryAfter },
  );
}

function waitWords(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
}
