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
