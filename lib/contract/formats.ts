import type { Subject } from "@/lib/formats/format";
import type { ReadableId, WritableId } from "@/lib/formats/registry";
import { formatFacts } from "./format-facts";

export type FormatFacts = (typeof formatFacts)[keyof typeof formatFacts];

/** What menus say of a subject's formats that can be uploaded, in their order. */
export function readableFormats<S extends Subject>(...subjects: S[]): (FormatFacts & { id: ReadableId<S> })[] {
  return allFormats().filter(({ isRead, subject }) => isRead && subjects.some((one) => one === subject)) as never;
}

/** What menus say of a subject's formats that can be downloaded, in their order. */
export function writableFormats<S extends Subject>(...subjects: S[]): (FormatFacts & { id: WritableId<S> })[] {
  return allFormats().filter(({ isWritten, subject }) => isWritten && subjects.some((one) => one === subject)) as never;
}

/** The endings of files of these formats, as an input of files takes them. */
export function acceptedEndings(formats: readonly FormatFacts[]): string {
  return [...new Set(formats.flatMap(({ extension, alsoEndsWith }) => [extension, ...alsoEndsWith]))]
    .map((ending) => `.${ending}`)
    .join(",");
}

function allFormats() {
  return Object.entries(formatFacts).map(([id, facts]) => ({ id, ...facts }));
}

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
