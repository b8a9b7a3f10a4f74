import * as z from "zod";
import { otherSpeaker, type Speaker, speakerSchema } from "@/lib/domain/dialogue";
import { openingCue } from "@/lib/domain/opening-cue";
import type { BinarySignal, PreferencePair, ShownContext, ShownTurn } from "@/lib/domain/training/preference";
import type { Container, Target, TrainerId } from "@/lib/domain/training/recipe";
import type { Records } from "../format";
import type { Columns } from "../parquet/write-parquet";
import { hasLoneSurrogate, type Mark } from "./lay-out";
import { mediaTypes } from "./sft-format";
import type { Companion, MadeRows, Told, Trainer } from "./trainer";
import { writeRows, writeTable } from "./write-rows";

export type PlainMessage = { role: "system" | "user" | "assistant"; content: string };

/** The same in a table. */
export const messageColumn = { fields: { role: "text", content: "text" } } as const;
export const messagesColumn = { list: messageColumn } as const;

/** What is asked, ending on a user's message, and the two answers to it. */
export type AskedPair = { prompt: PlainMessage[]; chosen: PlainMessage; rejected: PlainMessage };
/** What is asked, the answer, and whether it is a good one. */
export type AskedLabel = { prompt: PlainMessage[]; completion: PlainMessage; label: boolean };

type Chosen<C> = { target: Speaker; container: C };

type About<Id, C extends Container, T extends Target, Asked> = {
  id: Id;
  name: string;
  use: string;
  trainer: TrainerId;
  targets: readonly T[];
  /** The first is the usual one. */
  containers: readonly [C, ...C[]];
  length: Trainer["length"];
  fields: Readonly<Record<string, string>>;
  notes: readonly string[];
  /** Of a Parquet file; without them there is none. */
  columns?: Columns;
  beside: (files: readonly string[]) => readonly Companion[];
  /** What a text may not hold, or what is told where it does. */
  marks?: readonly Mark[];
  record: (asked: Asked) => Record<string, unknown>;
};

/** A format whose rows are two answers to the same, of which people preferred one. */
export function pairFormat<const Id extends string, const C extends Container, const T extends "preference" | "reward">(
  about: About<Id, C, T, AskedPair>,
) {
  const rowsOf = ({ context, chosen, rejected }: PreferencePair, { target }: Chosen<C>) =>
    rowsFor(about, context, [chosen, rejected], target, ([better, worse]) =>
      about.record({
        prompt: promptOf(context, target),
        chosen: answer(better),
        rejected: answer(worse),
      }),
    );
  return signalFormat(about, "pairs", rowsOf);
}

/** A format whose rows are an answer each, of which people said that it is good, or that it is not. */
export function labelFormat<const Id extends string, const C extends Container>(
  about: Omit<About<Id, C, "binary", AskedLabel>, "targets">,
) {
  const whole = Object.assign({ targets: ["binary"] as const }, about);
  const rowsOf = ({ context, completion, label }: BinarySignal, { target }: Chosen<C>) =>
    rowsFor(about, context, [completion], target, ([said]) =>
      about.record({ prompt: promptOf(context, target), completion: answer(said), label }),
    );
  return signalFormat(whole, "labels", rowsOf);
}

function signalFormat<
  const Id extends string,
  const C extends Container,
  const T extends Target,
  const S extends "pairs" | "labels",
  Asked,
  Given,
>(about: About<Id, C, T, Asked>, subject: S, rowsOf: (given: Given, options: Chosen<C>) => MadeRows) {
  const { id, name, use, fields, trainer, targets, containers, length } = about;
  const options = z.strictObject({
    target: speakerSchema.default("assistant"),
    container: z.enum(containers).default(containers[0] as never),
  });
  const flipped =
    "The sides are changed over: the user of the dialogues speaks as the assistant, and answers a cue at first.";
  return {
    id,
    name,
    use,
    extension: containers[0],
    alsoEndsWith: [],
    mediaType: mediaTypes[containers[0]],
    firstLine: null,
    subject,
    sides: ["assistant", "user"] as const,
    /** What people took out of training is in no pair and has no label. */
    masks: true,
    options,
    fields,
    write: (given: Records<Given>, chosen: Chosen<C>, isBegun?: boolean) => {
      const container: Container = chosen.container;
      const rows = (one: Given) => rowsOf(one, chosen);
      return container === "parquet"
        ? writeTable(given, about.columns ?? {}, rows)
        : writeRows(given, { container, isBegun }, rows);
    },
    trainer: {
      trainer,
      targets,
      masks: "exploded" as const,
      reasoning: ["drop"] as const,
      containers,
      length,
      notes: ({ target }: Chosen<C>) => (target === "user" ? [...about.notes, flipped] : about.notes),
      beside: (_: Chosen<C>, files: readonly string[]) => about.beside(files),
      rowsOf,
    },
  };
}

/** One row of what `target` says; none of the other side's, or where a text cannot stand in the file. */
function rowsFor<Said extends ShownTurn[]>(
  { marks = [] }: { marks?: readonly Mark[] },
  context: ShownContext,
  answers: [...Said],
  target: Speaker,
  record: (answers: [...Said]) => Record<string, unknown>,
): MadeRows {
  if (answers.some(({ speaker }) => speaker !== target)) return { rows: [], told: [] };
  const all = [...context.turns, ...answers];
  const broken = all.find(({ text }) => hasLoneSurrogate(text));
  if (broken) return { rows: [], told: [{ rule: "broken_text", turnId: broken.id }] };
  const told = marks.flatMap(({ pattern, rule }): Told[] => {
    const marked = all.find(({ text }) => pattern.test(text));
    return marked ? [{ rule, turnId: marked.id }] : [];
  });
  const turns = all.flatMap((turn, i) =>
    turn.id === null ? [] : [{ id: turn.id, isTrained: i >= context.turns.length }],
  );
  return { rows: [{ record: record(answers), turns }], told };
}

/** Under the prompt of the side that speaks; what speaks for the user is asked as an assistant, after a cue. */
function promptOf({ system, turns }: ShownContext, target: Speaker): PlainMessage[] {
  const prompt: PlainMessage[] = system.trim() ? [{ role: "system", content: system }] : [];
  if (target === "user") prompt.push({ role: "user", content: openingCue });
  const said = turns.map(({ speaker, text }) => ({
    role: target === "user" ? otherSpeaker(speaker) : speaker,
    content: text,
  }));
  return [...prompt, ...said];
}

/**
 * Without blanks around it: at its beginning they become one token with the end of the prompt, which a trainer then takes for
 * the answer's (TRL), or keep it from being found in what a template makes of it (Axolotl).
 */
function answer({ text }: ShownTurn): PlainMessage {
  return { role: "assistant", content: text.trim() };
}
