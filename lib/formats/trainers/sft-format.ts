import * as z from "zod";
import { type Speaker, speakerSchema } from "@/lib/domain/dialogue";
import type { ExportedDialogue } from "@/lib/domain/dialogue-in-file";
import type { Container, ReasoningPlace, TrainerId } from "@/lib/domain/training/recipe";
import type { Records } from "../format";
import type { Columns } from "../parquet/write-parquet";
import { type Dialect, layOutRows, type Mark, type Message } from "./lay-out";
import type { Companion, Trainer } from "./trainer";
import { writeRows, writeTable } from "./write-rows";

/** Whether calls of tools, their answers and words of a system in between stay. */
export const toolsOption = z.enum(["drop", "keep"]).default("drop");
/** What a dialect without marks does with masked turns: end before the first, or train them, and tell so. */
export const maskedOption = z.enum(["cut", "train"]);
/** A row for each trained turn takes any mask; a row for each dialogue is shorter and trains all turns of its side. */
export const rowsOption = z.enum(["turn", "dialogue"]).default("turn");

export function masksOf(rows: z.output<typeof rowsOption>): Dialect["masks"] {
  return rows === "turn" ? "exploded" : "cut";
}

type Usual<R, C> = { target: Speaker; reasoning: R; container: C };
type Chosen<R, C, Own extends z.ZodRawShape> = Usual<R, C> & z.output<z.ZodObject<Own, z.core.$strict>>;

type About<Id, R extends ReasoningPlace, C extends Container, Own extends z.ZodRawShape> = {
  id: Id;
  name: string;
  use: string;
  trainer: TrainerId;
  masks: Trainer["masks"];
  reasoning: readonly [R, ...R[]];
  /** The first is the usual one. */
  containers: readonly [C, ...C[]];
  /** What can be chosen besides target, place of thoughts and container. */
  own: Own;
  /** Of a Parquet file; without them there is none. */
  columns?: (options: Chosen<R, C, Own>) => Columns;
  length: Trainer["length"];
  fields: Readonly<Record<string, string>>;
  notes: (options: Chosen<R, C, Own>) => readonly string[];
  beside: (options: Chosen<R, C, Own>, files: readonly string[]) => readonly Companion[];
  /** Where it differs from most: masks marked, roles changed over, a system prompt, nothing after the last trained turn. */
  dialect: (options: Chosen<R, C, Own>) => Partial<Dialect>;
  /** The record of a row's messages. */
  record: (messages: Message[], options: Chosen<R, C, Own>, id: string) => Record<string, unknown>;
};

/** A format whose rows train one side of dialogues to speak, in the dialect of a trainer. */
export function sftFormat<
  const Id extends string,
  const R extends ReasoningPlace,
  const C extends Container,
  Own extends z.ZodRawShape,
>(about: About<Id, R, C, Own>) {
  const { id, name, use, fields, masks, reasoning, containers, length, notes, beside } = about;
  const options = z
    .strictObject({
      target: speakerSchema.default("assistant"),
      reasoning: z.enum(reasoning).default(reasoning[0] as never),
      container: z.enum(containers).default(containers[0] as never),
    })
    .extend(about.own);
  type Options = Chosen<R, C, Own>;
  const dialectOf = (chosen: Options): Dialect => {
    const { target, reasoning: place } = chosen;
    const dialect = Object.assign({ target, keepsThoughts: place !== "drop" }, most, about.dialect(chosen));
    return place === "inline" ? { ...dialect, marks: [...dialect.marks, thoughts] } : dialect;
  };
  const rowsOf = (dialogue: ExportedDialogue, chosen: Options) =>
    layOutRows(dialogue, dialectOf(chosen), (messages, ofDialogue) => about.record(messages, chosen, ofDialogue));
  const targets = ["assistant", "user"] as const;
  return {
    id,
    name,
    use,
    extension: containers[0],
    alsoEndsWith: [],
    mediaType: mediaTypes[containers[0]],
    firstLine: null,
    subject: "training" as const,
    sides: targets,
    masks: masks !== "none",
    options,
    fields,
    write: (dialogues: Records<ExportedDialogue>, chosen: Options, isBegun?: boolean) => {
      const container: Container = chosen.container;
      const rows = (dialogue: ExportedDialogue) => rowsOf(dialogue, chosen);
      return container === "parquet"
        ? writeTable(dialogues, about.columns?.(chosen) ?? {}, rows)
        : writeRows(dialogues, { container, isBegun }, rows);
    },
    trainer: { trainer: about.trainer, targets, masks, reasoning, containers, length, notes, beside, rowsOf },
  };
}

const most: Omit<Dialect, "target" | "keepsThoughts"> = {
  masks: "marked",
  isNative: false,
  hasPrompt: true,
  keepsTools: false,
  keepsEnd: false,
  alternates: false,
  marks: [],
};

/** Where thoughts stand in the text, a text that speaks of their marks would end them. */
const thoughts: Mark = { pattern: /<\/?think>/, rule: "mark_in_text" };

/** What a file in each container is sent as. */
export const mediaTypes: Record<Container, string> = {
  jsonl: "application/jsonl",
  json: "application/json",
  parquet: "application/vnd.apache.parquet",
};
