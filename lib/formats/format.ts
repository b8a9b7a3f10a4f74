import type * as z from "zod";
import type { Speaker } from "@/lib/domain/dialogue";
import type { Source } from "./text/decode-text";
import type { Tokenise, Trainer } from "./trainers/trainer";

/** What the records of a file are about. Menus and endpoints choose their formats by it. */
export type Subject =
  | "seeds"
  | "dialogues"
  | "whole"
  | "training"
  | "pairs"
  | "labels"
  | "questions"
  | "answers"
  | "judge_prompts"
  | "judgments"
  | "votes"
  | "figures";

/** A record that was read, or in words why it was refused; `line` counts from 1. Blank lines are passed over. */
export type ReadLine<T> = { line: number; ok: true; value: T } | ({ ok: false } & LineError);

/** A line that was refused, where in it, and what to do about it. */
export type LineError = { line: number; column?: number; message: string };

/** A piece of a file on its way out: text, or bytes where the format is not text. */
export type Piece = string | Uint8Array;

/** Records on their way into a file, as many as there are. */
export type Records<T> = Iterable<T> | AsyncIterable<T>;

/**
 * A file format: what it is called, and how it is read or written, both as a stream. The contract's enums, menus, file
 * names, the OpenAPI document, docs/formats.md and the golden-file test all follow from the registry of these.
 */
export type Format = {
  /** As the API calls it; the key in the registry. */
  id: string;
  /** As menus call it. */
  name: string;
  /** What it is for, in a few words. */
  use: string;
  /** Of files that are written, without the dot. */
  extension: string;
  /** Other endings under which people have such files. */
  alsoEndsWith: readonly string[];
  mediaType: string;
  /** A pattern that the first line of such a file matches, where it tells anything. */
  firstLine: string | null;
  subject: Subject;
  /** Whose turns a file can train; empty where nothing is trained on it. */
  sides: readonly Speaker[];
  /** Says turn by turn what is trained on; without that, a trainer takes every turn of its side. */
  masks: boolean;
  /** What can be chosen, handed to the reader and the writer alike. */
  options: z.ZodObject;
  /** The fields of a record and what each holds. */
  fields: Readonly<Record<string, string>>;
  /** Whether a value of a JSON file is a record of this format, by its shape; the first format that says so is meant. */
  recognise?: (value: unknown) => boolean;
  /** Yields records and refused lines as they come; never holds the file. A refusal may be the last that it yields. */
  read?: (source: Source, options: never) => AsyncIterable<ReadLine<unknown>>;
  /**
   * Yields the file piece by piece. Text of a trainer's format comes as a piece for each record and one that ends the file;
   * of that, `isBegun` says that rows stand before these records already. What is made of tokens asks `tokenise` for them.
   */
  write?: (records: never, options: never, isBegun: boolean, tokenise: Tokenise) => AsyncIterable<Piece>;
  /** Of a format that a trainer reads. */
  trainer?: Trainer;
};
