import { isFields } from "./stored";

/** What somebody said, in lines to be copied: each field by its name, texts as they were written. */
export function keptLines(said: unknown, name = ""): string[] {
  if (said === null || said === undefined || said === "") return [];
  if (Array.isArray(said)) {
    const isPlain = said.every((one) => typeof one !== "object" || one === null);
    if (isPlain) return said.length === 0 ? [] : [`${name}: ${said.map((one) => one ?? "not said").join(", ")}`];
    return said.flatMap((one, i) => keptLines(one, `${name} ${i + 1}`));
  }
  if (isFields(said))
    return Object.entries(said).flatMap(([key, one]) => keptLines(one, name === "" ? key : `${name}, ${key}`));
  return [`${name}: ${said}`];
}
