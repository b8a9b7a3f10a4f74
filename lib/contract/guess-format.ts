import type { FormatFacts } from "./formats";

/**
 * The format of a chosen file among those that it may have: by its name's ending, else by its first line, else the one of
 * which neither tells anything.
 */
export function guessFormat<F extends FormatFacts>(
  formats: readonly F[],
  fileName: string,
  text: string,
): F | undefined {
  const ending = /\.(\w+)$/.exec(fileName)?.[1]?.toLowerCase();
  const line =
    text
      .replace(/^\uFEFF/, "")
      .trimStart()
      .split("\n", 1)[0]
      ?.trim() ?? "";
  const telling = formats.filter(({ firstLine }) => firstLine !== null);
  // What is plainly JSON is, whatever its name: many a .txt and .csv is.
  const isJson = /^\s*(\{\s*"|\[\s*[{["]|\[$)/.test(line);
  const jsons = isJson
    ? telling.filter(({ extension, alsoEndsWith }) => [extension, ...alsoEndsWith].includes("json"))
    : [];
  return (
    jsons[0] ??
    telling.find(({ extension, alsoEndsWith }) => [extension, ...alsoEndsWith].some((one) => one === ending)) ??
    telling.find(({ firstLine }) => new RegExp(firstLine ?? "").test(line)) ??
    formats.find(({ firstLine }) => firstLine === null)
  );
}
