import * as z from "zod";

/** What is named by its id from elsewhere. */
export type Noun =
  | "assignment"
  | "ballot"
  | "benchmark"
  | "bulkAct"
  | "candidate"
  | "comparison"
  | "dataSet"
  | "decision"
  | "destination"
  | "dialogue"
  | "evaluation"
  | "gap"
  | "import"
  | "invitation"
  | "item"
  | "job"
  | "jobSubject"
  | "judgeRun"
  | "member"
  | "model"
  | "person"
  | "promptSet"
  | "queue"
  | "run"
  | "savedFilter"
  | "scan"
  | "seedSet"
  | "snapshot"
  | "split"
  | "tokenizer"
  | "alert"
  | "alertRule"
  | "trainingExport"
  | "trainingJob"
  | "trainingPlace"
  | "turn"
  | "upload";

type Reference = { noun: Noun; isList: boolean };
export type NamedIds = { noun: Noun; ids: string[]; field: string };

const references = z.registry<Reference>();

/** An id of this noun: what it names must be there, in the project of the request, or the request finds nothing. */
export function idOf<S extends z.ZodType<string>>(noun: Noun, text: S): S {
  references.add(text, { noun, isList: false });
  return text;
}

/** Ids of this noun, separated by commas. */
export function idsOf<S extends z.ZodType<string>>(noun: Noun, text: S): S {
  references.add(text, { noun, isList: true });
  return text;
}

/** What a schema names itself, made by {@link idOf} or {@link idsOf}. */
export function referenceOf(schema: z.ZodType): Reference | undefined {
  return references.get(schema);
}

/** `words`: what may stand there instead of an id, and names nothing. */
type Place = Reference & { path: string[]; words: unknown[] };
const known = new WeakMap<z.ZodType, Place[]>();

/** All that a value of the schema names by {@link idOf} and {@link idsOf}. */
export function namedIn(schema: z.ZodType, value: unknown): NamedIds[] {
  let places = known.get(schema);
  if (!places) {
    places = placesIn(schema, []);
    known.set(schema, places);
  }
  return places.flatMap(({ noun, isList, path, words }) => {
    const texts = valuesAt(value, path).filter((text) => !words.includes(text));
    const ids = (isList ? texts.flatMap((text) => text.split(",")) : texts).filter((id) => id !== "");
    return ids.length > 0 ? [{ noun, ids, field: path.filter((key) => key !== each).join(".") }] : [];
  });
}

const each = "[]";

function placesIn(schema: z.ZodType, path: string[], words: unknown[] = []): Place[] {
  const reference = referenceOf(schema);
  if (reference) return [{ ...reference, path, words }];
  const beside = schema instanceof z.ZodUnion ? literalsOf(schema) : words;
  return partsOf(schema).flatMap(([key, part]) => placesIn(part, key === null ? path : [...path, key], beside));
}

function literalsOf(union: z.ZodUnion): unknown[] {
  return (union.options as z.ZodType[]).flatMap((option) => (option instanceof z.ZodLiteral ? [...option.values] : []));
}

function partsOf(schema: z.ZodType): [string | null, z.ZodType][] {
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape as Record<string, z.ZodType>);
  if (schema instanceof z.ZodArray) return [[each, schema.element as z.ZodType]];
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).map((option) => [null, option]);
  if (schema instanceof z.ZodPipe) return [[null, schema.in as z.ZodType]];
  const isWrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
  return isWrapped ? [[null, schema.unwrap() as z.ZodType]] : [];
}

function valuesAt(value: unknown, path: string[]): string[] {
  const [key, ...rest] = path;
  if (key === undefined) return typeof value === "string" ? [value] : [];
  if (key === each) return Array.isArray(value) ? value.flatMap((one) => valuesAt(one, rest)) : [];
  return typeof value === "object" && value !== null && key in value
    ? valuesAt((value as Record<string, unknown>)[key], rest)
    : [];
}
