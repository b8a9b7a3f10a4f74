import pg from "pg";
import type { Prisma } from "../generated/prisma/client";
import { Fragment } from "./fragment";
import { readStored } from "./unreadable";

const types = pg.types.builtins;
/** What has no name there. */
const [name, arrayOfText, arrayOfInt] = [19, 1009, 1007];

/** A column of a result: the types of Postgres (by OID) that it may have, and how its values are read. */
export type Column<T> = {
  oids: readonly number[];
  /** "table.column" when it is one of the schema, where it has its type. */
  of?: string;
  /** Absent when the value is right as the driver gives it. */
  read?: (value: unknown) => T;
};

/** The columns of a result by name. */
export type Shape = Record<string, Column<unknown>>;
/** A row as JSON that the statement itself makes of it: moments are text there. */
export type InJson<Row> = { [K in keyof Row]: Date extends Row[K] ? Exclude<Row[K], Date> | string : Row[K] };
export type RowOf<S> = { [K in keyof S]: S[K] extends Column<infer T> ? T : never };

export const text: Column<string> = { oids: [types.TEXT, types.VARCHAR, name] };
export const int: Column<number> = { oids: [types.INT2, types.INT4] };
export const float: Column<number> = { oids: [types.FLOAT4, types.FLOAT8] };
/** What a number of JavaScript cannot hold comes as text. */
export const bigint: Column<string> = { oids: [types.INT8, types.NUMERIC] };
export const bool: Column<boolean> = { oids: [types.BOOL] };
export const moment: Column<Date> = { oids: [types.TIMESTAMPTZ] };
export const bytes: Column<Buffer> = { oids: [types.BYTEA] };
export const texts: Column<string[]> = { oids: [arrayOfText] };
export const ints: Column<number[]> = { oids: [arrayOfInt] };

/** What a function like pg_notify gives: a row, with nothing in it. */
export const nothing: Column<unknown> = { oids: [2278] };

/** A text out of a closed set, at its word: only the studio writes it. */
export function word<T extends string>(): Column<T> {
  return text as Column<T>;
}

export function words<T extends string>(): Column<T[]> {
  return texts as Column<T[]>;
}

/** A JSON column, parsed by its schema where it is read. */
export function json<T>(schema: { parse: (value: unknown) => T }): Column<T> {
  return { oids: [types.JSON, types.JSONB], read: (value) => schema.parse(value) };
}

/**
 * JSON that nobody looks into, or that the statement itself makes of columns whose types the database holds (texts,
 * numbers, closed sets): at its word, since nothing outside the statement can change its form. Whatever holds a stored
 * JSON column goes through {@link rowInJson} or {@link json}.
 */
export function made<T>(): Column<T> {
  return { oids: [types.JSON, types.JSONB] };
}

/** A row that the statement itself makes into JSON: each of its columns is read as in a row, but that moments are text. */
export function rowInJson<S extends Shape>(shape: S): Column<InJson<RowOf<S>>> {
  const columns = Object.entries(shape);
  const table = columns.find(([, { of }]) => of)?.[1].of?.split(".")[0];
  const read = (value: unknown) => {
    const row = value as Record<string, unknown>;
    for (const [column, { read: parse }] of columns) {
      if (!(column in row)) throw new Error(`JSON made by a statement lacks ${column}`);
      if (!parse) continue;
      const place = table !== undefined && typeof row.id === "string" && { table, column, id: row.id };
      row[column] = place ? readStored(place, parse, row[column]) : parse(row[column]);
    }
    return row as InJson<RowOf<S>>;
  };
  return { oids: [types.JSON, types.JSONB], read };
}

/** JSON that the statement makes of many. */
export function listOf<T>({ oids: _, read }: Column<T>): Column<T[]> {
  return { oids: [types.JSON, types.JSONB], read: (value) => (read ? (value as unknown[]).map(read) : (value as T[])) };
}

export function orNull<T>({ oids, read }: Column<T>): Column<T | null> {
  return read ? { oids, read: (value) => (value === null ? null : read(value)) } : { oids };
}

type Models = Prisma.TypeMap["model"];
type Scalars<M extends keyof Models> = Models[M]["payload"]["scalars"];

/** Prisma's type of a column as the driver gives it: BigInt as text, JSON unparsed. */
type AsDriven<T> = Prisma.JsonValue extends T ? unknown : T extends bigint ? string : T extends Uint8Array ? Buffer : T;
type ModelShape<M extends keyof Models, F extends keyof Scalars<M>> = { [K in F]: Column<AsDriven<Scalars<M>[K]>> };

/** Columns of a model for a SELECT or RETURNING; `row` is what they give. */
export class Columns<S extends Shape> extends Fragment {
  constructor(
    text: string,
    readonly row: S,
  ) {
    super([text], []);
  }
}

/**
 * Columns of a model of schema.prisma, as its fields, of the table with this alias:
 * columns("Ballot", "b", "id", "personId") is `b.id, b.person_id AS "personId"` with the types of these fields.
 */
export function columns<M extends keyof Models, F extends keyof Scalars<M> & string>(
  model: M,
  alias: string,
  ...fields: F[]
): Columns<ModelShape<M, F>> {
  const list = fields.map((field) => {
    const column = columnOf(field);
    return column === field ? `${alias}.${column}` : `${alias}.${column} AS "${field}"`;
  });
  const row = Object.fromEntries(
    fields.map((field) => [field, { oids: [], of: `${tableOf(model)}.${columnOf(field)}` }]),
  );
  return new Columns(list.join(", "), row as unknown as ModelShape<M, F>);
}

function tableOf(model: string): string {
  return columnOf(model).slice(1);
}

/** Tables and columns have the names of their models and fields in snake case; a test holds the schema to that. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
