import * as z from "zod";
import type { Scope } from "@/lib/domain/api-token";
import type { Right } from "@/lib/domain/viewer";
import type { EndpointName, PathParams } from "./paths";

/**
 * Who may call: anybody, whoever is signed in, owners of the server, every member of the project, or members whose role
 * there grants the right.
 */
export type Access = "public" | "account" | "owner" | "member" | Right;

/** Who may call, and which scope an API token needs for it. Where anybody may, a token is as good as none. */
type Guard = { access: "public"; scope?: undefined } | { access: Exclude<Access, "public">; scope: Scope };

/** What crosses the wire at one endpoint. `serve` enforces all of it and the OpenAPI document is made from it. */
export type Endpoint = Guard & {
  summary: string;
  query?: z.ZodObject;
  /** JSON by a schema, or a file. */
  body?: z.ZodType | FileBody;
  /** JSON by a schema, or a file. */
  response: z.ZodType | FileAnswer;
  /** 200 unless told; 204 has no body. */
  status?: 201 | 204;
  /** Bytes of a JSON body taken, 1 MB unless told. */
  bodyLimit?: number;
  /** The answer holds a secret that is shown once, so a repeat under the same Idempotency-Key cannot get it again. */
  secret?: boolean;
  /** It writes, and is possible in an archived project all the same. */
  whileArchived?: true;
  /** Set where the answer is a stream of this media type rather than JSON. */
  media?: string;
};

/** A body that is a file, sent as it is and handed on while it comes in. Gzip is unpacked on the way. */
export type FileBody = {
  kind: "file";
  /** What Content-Type may say. */
  mediaTypes: readonly string[];
  /** Bytes taken, once unpacked. */
  limit: number;
  /** A part of a file, taken as it is: only the whole can be unpacked. */
  isPart?: true;
};

/** An answer that is a file, sent while it is written. */
export type FileAnswer = { kind: "file"; mediaTypes: readonly string[] };

/** A file on its way in, piece by piece; the next is asked for when the one before has been dealt with. */
export type IncomingFile = AsyncIterable<Uint8Array>;

/** A file on its way to the caller, written while it is read. */
export type OutgoingFile = { fileName: string; mediaType: string; pieces: AsyncIterable<string | Uint8Array> };

/** A file whose length and SHA-256 (hex) are known before it is written, so that it can be taken from any byte on. */
export type ResumableFile = {
  fileName: string;
  mediaType: string;
  bytes: number;
  digest: string;
  /** What stands from this byte on. */
  from: (byte: number) => AsyncIterable<Uint8Array>;
};

type InputOf<S> = S extends z.ZodType ? z.input<S> : undefined;
type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a caller gives: only the parts that the endpoint has. */
export type CallInput<E, N extends EndpointName> = ([keyof PathParams<N>] extends [never]
  ? { params?: undefined }
  : { params: PathParams<N> }) &
  (E extends { query: z.ZodObject } ? { query?: InputOf<E["query"]> } : { query?: undefined }) &
  (E extends { body: z.ZodType }
    ? { body: InputOf<E["body"]> }
    : E extends { body: FileBody }
      ? { body: Blob }
      : { body?: undefined });

/** What a caller gets; a file is not called for but linked to. */
export type CallOutput<E> = E extends { response: z.ZodType } ? OutputOf<E["response"]> : never;

/** What a handler answers with. */
export type HandlerOutput<E> = E extends { response: FileAnswer } ? OutgoingFile | ResumableFile : CallOutput<E>;

/** What a handler gets after parsing. */
export type ParsedQuery<E> = E extends { query: z.ZodObject } ? OutputOf<E["query"]> : Record<string, never>;
export type ParsedBody<E> = E extends { body: z.ZodType }
  ? OutputOf<E["body"]>
  : E extends { body: FileBody }
    ? IncomingFile
    : undefined;

/** A page of a list: `nextCursor` is null at the end. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** Items on a page of a list, unless another number is asked for. */
export const pageSize = 50;

/** Cursor and page size, for the query of every list. */
export const pageQuery = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(pageSize),
};

export const nothing = z.void();

/** True for what is a file rather than JSON. */
export function isFile<F extends { kind: "file" }>(part: z.ZodType | F | undefined): part is F {
  return part !== undefined && "kind" in part && part.kind === "file";
}
