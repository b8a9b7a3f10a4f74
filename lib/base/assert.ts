/** Ends a switch over a closed set: a new member makes this a type error instead of a silent fall-through. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}

/** Returns `value`, or throws when what must exist does not. `what` names it for the log. */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`Missing: ${what}`);
  return value;
}
