import * as z from "zod";
import type { GivenDialogue } from "@/lib/domain/dialogue-in-file";
import {
  type WholeDialogue,
  wholeDialogueForm,
  wholeDialogueSchema,
  whyNoTree,
} from "@/lib/domain/whole/whole-dialogue";
import { isDeep, isRecord } from "./dialogues/messages";
import type { Format, ReadLine, Records } from "./format";
import { checked, type JsonSource, jsonValues } from "./text/json-records";
import type { MadeRows } from "./trainers/trainer";
import { writeRows } from "./trainers/write-rows";

/** A dialogue on its way into a file of our own, with the ids of its turns here and which of them training may be given. */
export type WholeGiven = { whole: WholeDialogue; turnIds: readonly string[]; pathIds: readonly string[] };

const options = z.strictObject({
  /** Comments and notes: free words of people, which may name somebody. Taken out where the dialogue is read, before people are numbered. */
  remarks: z.enum(["drop", "keep"]).default("drop"),
});
type Options = z.infer<typeof options>;

/**
 * Our own format: a dialogue with its whole tree and all that people said of it, a line each. What it holds can be imported
 * again as it was: docs/decisions/033-our-own-format.md says what is carried and what is not.
 */
export const realchat = {
  id: "realchat",
  name: "RealChat",
  use: "all that is known of each dialogue, a line each; can be imported again as it was",
  extension: "jsonl",
  alsoEndsWith: ["json"],
  mediaType: "application/jsonl",
  firstLine: null,
  subject: "whole",
  sides: [],
  masks: true,
  options,
  fields: {
    realchat: `the form of the record: ${wholeDialogueForm}`,
    id: "the dialogue's id where it was written or imported first",
    at: "when that was",
    source:
      "kind run: its name, the dialogue's number, both models by name with their sampling, its seed; kind file: its name, format, what was said of it (made, licence, consent, language, note), and what it said of the dialogue (id, user as a hash, language, model)",
    system: "what the assistant was told",
    simulatorPrompt: "what the user simulator was told",
    turns:
      "the whole tree, each behind the one that it follows: speaker, text, parent (its place, from 0), by (model, person, edited, seed, imported), at; where there is any: reasoning, asides (tools and systems before it), untrained, flags, labels, abandoned, model, person, act (edit, amend, take_over), insteadOf and copyOf (places), raw (base64 of UTF-16LE: what came, where that could not be stored)",
    trailing: "tools and systems after the last turn",
    head: "the last answer of the way that is read, by its place",
    endMark: "the answer after which a real user would stop",
    verdict: "accepted, rejected or null",
    tags: "its tags",
    labels: "what was settled of it, by the key of each label",
    acts: "what people did that stands: act, person (numbered in each file), at; where there is any: turn, turns, trained, despiteRejection, reasons, tags; note and text only where remarks are kept",
    split: "the part that it was exported in",
  },
  recognise: (value) => isRecord(value) && typeof value.realchat === "number" && Array.isArray(value.turns),
  read,
  write: (dialogues: Records<WholeGiven>) => writeRows(dialogues, { container: "jsonl" }, rowsOf),
  trainer: {
    trainer: "realchat",
    targets: ["whole"],
    masks: "marked",
    reasoning: ["drop"],
    containers: ["jsonl"],
    length: null,
    notes: ({ remarks }: Options) => [
      "It holds everything that is known of the dialogues and may leave the studio: can be imported again, here or elsewhere, and is then the same data set.",
      "No trainer reads it. Nobody is named in it: people are numbered, in each file anew.",
      remarks === "keep"
        ? "Comments and notes are in it as people wrote them, and may name somebody."
        : "Comments and notes are left out; reasons and tags stay.",
      "Calls to models (prompts as sent, attempts, tokens, times, cost), queues, ballots and people's seconds are not in it.",
    ],
    beside: () => [],
    rowsOf,
  },
} as const satisfies Format;

function rowsOf({ whole, turnIds, pathIds }: WholeGiven): MadeRows {
  const turns = turnIds.map((id, i) => ({ id, isTrained: pathIds.includes(id) && !whole.turns[i]?.untrained }));
  return { rows: [{ record: whole, turns }], told: [] };
}

async function* read(source: JsonSource): AsyncGenerator<ReadLine<GivenDialogue>> {
  for await (const found of jsonValues(source)) {
    if (!found.ok) {
      yield found;
      continue;
    }
    const { line, value } = found;
    if (isRecord(value) && typeof value.realchat === "number" && value.realchat > wholeDialogueForm) {
      const message = `A newer studio wrote it (form ${value.realchat}; this one reads form ${wholeDialogueForm}). Update this studio first.`;
      yield { line, ok: false, message };
      continue;
    }
    const record = checked(line, value, wholeDialogueSchema);
    if (!record.ok) {
      yield record;
      continue;
    }
    const why = whyNot(record.value);
    yield why === null
      ? { line, ok: true, value: givenOf(record.value, value) }
      : { line, ok: false, message: `${why} Mend the line or take it out.` };
  }
}

function whyNot(whole: WholeDialogue): string | null {
  const asides = [...whole.turns.flatMap(({ asides = [] }) => asides), ...(whole.trailing ?? [])];
  if (asides.some(({ content }) => isDeep(content))) return "What a tool said is nested more than 100 deep.";
  return whyNoTree(whole);
}

function givenOf(whole: WholeDialogue, record: unknown): GivenDialogue {
  const { source } = whole;
  const file = source.kind === "file" ? source : null;
  return {
    id: whole.id,
    system: whole.system,
    turns: whole.turns.map(({ speaker, text, reasoning = null, untrained, parent, asides = [] }) => {
      return { speaker, text, reasoning, trained: !untrained, parent, asides };
    }),
    trailing: whole.trailing ?? [],
    head: whole.head,
    sourceUser: file?.user ?? null,
    language: file?.language ?? null,
    model: file ? (file.model ?? null) : source.kind === "run" ? source.assistant.name : null,
    record,
    whole,
  };
}
