/**
 * What lies in this browser's storage outlives the code that wrote it, and anybody can change it: it is read as
 * unknown, and trusted only after a guard has looked at it.
 */
export function readStored(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** True when it is kept. Private windows and full disks may refuse. */
export function writeStored(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function removeStored(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Where nothing can be kept, nothing need be removed.
  }
}

/** The keys that begin so. */
export function storedKeys(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

export type Guard<T> = (value: unknown) => value is T;

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

export function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isOneOf<const T>(...values: T[]): Guard<T> {
  return (value): value is T => values.some((one) => one === value);
}

export function isEither<A, B>(isA: Guard<A>, isB: Guard<B>): Guard<A | B> {
  return (value): value is A | B => isA(value) || isB(value);
}

export function isListOf<T>(isItem: Guard<T>): Guard<T[]> {
  return (value): value is T[] => Array.isArray(value) && value.every(isItem);
}

export function isRecordOf<T>(isValue: Guard<T>): Guard<Record<string, T>> {
  return (value): value is Record<string, T> => isFields(value) && Object.values(value).every(isValue);
}

/** An object with these fields and no others, each as its guard says. */
export function isShape<T>(guards: { [Key in keyof T]-?: Guard<T[Key]> }): Guard<T> {
  const entries = Object.entries<Guard<unknown>>(guards);
  return (value): value is T =>
    isFields(value) &&
    entries.every(([key, isField]) => isField(value[key])) &&
    Object.keys(value).every((key) => key in guards);
}

/** The same, or not there. */
export function isMaybe<T>(isThere: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || isThere(value);
}
