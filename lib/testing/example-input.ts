import * as z from "zod";
import { must } from "@/lib/base/assert";
import { type Endpoint, isFile } from "@/lib/contract/endpoint";
import { splitPath } from "@/lib/contract/fill-path";
import { type EndpointName, paths } from "@/lib/contract/paths";
import { type Noun, referenceOf } from "@/lib/domain/reference";
import type { RouteCall } from "./call-route";

/** An id for each noun that a request can name. */
export type Ids = Record<Noun, string>;

type Example = { value: unknown; namesSomething: boolean };

/**
 * Something that the schema takes, with all that it may name and nothing else that may be left out. Of each union it
 * takes the option of number `variant`.
 */
export function exampleOf(schema: z.ZodType, ids: Ids, variant = 0): Example {
  let namesSomething = false;
  function make(part: z.ZodType, field: string): unknown {
    const reference = referenceOf(part);
    if (reference) {
      namesSomething = true;
      return ids[reference.noun];
    }
    if (part instanceof z.ZodOptional || part instanceof z.ZodDefault)
      return names(part) ? make(part.unwrap() as z.ZodType, field) : undefined;
    if (part instanceof z.ZodNullable) return names(part) ? make(part.unwrap() as z.ZodType, field) : null;
    if (part instanceof z.ZodPipe) return make(part.in as z.ZodType, field);
    if (part instanceof z.ZodObject)
      return Object.fromEntries(
        Object.entries(part.shape as Record<string, z.ZodType>).map(([key, value]) => [key, make(value, key)]),
      );
    if (part instanceof z.ZodArray) {
      const { minItems = 0 } = z.toJSONSchema(part, { io: "input", unrepresentable: "any" }) as { minItems?: number };
      const size = names(part) ? Math.max(1, minItems) : minItems;
      return Array.from({ length: size }, () => make(part.element as z.ZodType, field));
    }
    if (part instanceof z.ZodUnion) {
      const options = part.options as z.ZodType[];
      return make(must(options[variant % options.length], "an option"), field);
    }
    const isTurn = /^turnIds?$/.test(field);
    if (isTurn) namesSomething = true;
    return isTurn ? ids.turn : leaf(z.toJSONSchema(part, { io: "input", unrepresentable: "any" }) as Leaf);
  }
  const value = make(schema, "");
  return { value, namesSomething };
}

type Leaf = {
  const?: unknown;
  enum?: unknown[];
  type?: string;
  format?: string;
  pattern?: string;
  minLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
};

const formats: Record<string, string> = {
  date: "2026-01-01",
  "date-time": "2026-01-01T00:00:00Z",
  email: "somebody@test.dev",
  uri: "https://one.example/v1",
};

function leaf({ const: constant, enum: words, type, format = "", pattern, minLength = 1, ...limits }: Leaf): unknown {
  if (constant !== undefined) return constant;
  if (words) return words[0];
  if (type === "string") return formats[format] ?? (pattern === undefined ? "x".repeat(minLength) : "x");
  if (type === "number" || type === "integer") return limits.minimum ?? (limits.exclusiveMinimum ?? 0) + 1;
  return type === "boolean" ? true : {};
}

/** True for a schema that names something anywhere in it. */
function names(schema: z.ZodType): boolean {
  if (referenceOf(schema)) return true;
  if (schema instanceof z.ZodObject) return Object.values(schema.shape as Record<string, z.ZodType>).some(names);
  if (schema instanceof z.ZodArray) return names(schema.element as z.ZodType);
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).some(names);
  if (schema instanceof z.ZodPipe) return names(schema.in as z.ZodType);
  const isWrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
  return isWrapped && names(schema.unwrap() as z.ZodType);
}

/** Options of the widest union in it: how many variants say everything. */
export function variantsOf(schema: z.ZodType | undefined): number {
  if (!schema) return 1;
  if (schema instanceof z.ZodObject)
    return Math.max(1, ...Object.values(schema.shape as Record<string, z.ZodType>).map(variantsOf));
  if (schema instanceof z.ZodArray) return variantsOf(schema.element as z.ZodType);
  if (schema instanceof z.ZodUnion)
    return Math.max(schema.options.length, ...(schema.options as z.ZodType[]).map(variantsOf));
  if (schema instanceof z.ZodPipe) return variantsOf(schema.in as z.ZodType);
  const isWrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
  return isWrapped ? variantsOf(schema.unwrap() as z.ZodType) : 1;
}

/** Query and body of a call that is well-formed; and whether it names something in them. */
export function exampleCall(endpoint: Endpoint, ids: Ids, variant = 0): RouteCall & { namesSomething: boolean } {
  const query = endpoint.query ? exampleOf(endpoint.query, ids, variant) : null;
  const given = Object.entries((query?.value ?? {}) as Record<string, unknown>).filter(
    ([, value]) => value !== undefined,
  );
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  const { body } = endpoint;
  if (isFile(body))
    return {
      query: search && `?${search}`,
      body: "x",
      headers: { "content-type": must(body.mediaTypes[0], "a media type") },
      namesSomething: query?.namesSomething ?? false,
    };
  const sent = body ? exampleOf(body, ids, variant) : null;
  return {
    query: search && `?${search}`,
    body: sent?.value,
    namesSomething: (query?.namesSomething ?? false) || (sent?.namesSomething ?? false),
  };
}

/** Params of an endpoint's path, besides the project. */
export function paramsOf(name: EndpointName): string[] {
  return [...splitPath(paths[name]).path.matchAll(/\{(\w+)\}/g)].flatMap(([, param = ""]) =>
    param === "project" ? [] : [param],
  );
}
