import { joined, type Message, ownersOf } from "../chat-template";
import {
  append,
  dropped,
  type Loaded,
  type LoadedRow,
  noTokens,
  type Rules,
  refused,
  row,
  type Setting,
  type Tokens,
} from "../loaded-row";
import { filled, idsOfMark, type Slot, type SlotTemplate, slotTemplates } from "./llama-factory-templates";
import { messagesOf, withKey } from "./messages-of";

/**
 * LLaMA-Factory's usual loader: `conversations` with `from` and `value` in strict turns, of an even number; every answer
 * is trained. It is cut pair by pair: what is left of the length is shared between question and answer, and later
 * pairs go. Our rows for one turn each ask for `mask_history`: the last answer alone is trained, and the length is filled
 * from the end.
 */
export const llamaFactory: Rules = {
  of: "llamafactory 0.9.5",
  maxLength: 2048,
  load: (given, setting) => {
    const aligned = answeredTurns(given, setting);
    return ["as" in aligned ? aligned : loadPairs(aligned, setting)];
  },
};

/** Turns in strict order, behind a system text or none. */
export type Aligned = { all: readonly Message[]; first: number; system: string };

/** The turns of a row, or why it goes. */
export function alignedTurns(given: Readonly<Record<string, unknown>>, { target }: Setting): Aligned | Loaded {
  const all = messagesOf(given.conversations, "from", "value");
  if (!all) return refused([], "unread_shape");
  const first = all[0]?.role === "system" ? 1 : 0;
  const [asks, answers] = target === "user" ? (["gpt", "human"] as const) : (["human", "gpt"] as const);
  const sides: string[][] = [
    [asks, "observation"],
    [answers, "function_call"],
  ];
  if (all.slice(first).some(({ role }, i) => !sides[i % 2]?.includes(role))) return dropped(all, "wrong_order");
  const system = first ? (all[0]?.content ?? "") : typeof given.system === "string" ? given.system : "";
  return { all, first, system };
}

/** The turns of a row that ends on an answer, or why it goes. */
export function answeredTurns(given: Readonly<Record<string, unknown>>, setting: Setting): Aligned | Loaded {
  const aligned = alignedTurns(given, setting);
  if ("as" in aligned) return aligned;
  const { all, first } = aligned;
  if ((all.length - first) % 2 !== 0) return dropped(all, "odd_number");
  return all.length === first ? dropped(all, "no_messages") : aligned;
}

function loadPairs(aligned: Aligned, setting: Setting): Loaded {
  const { all: messages } = aligned;
  const turns = encodeTurns(aligned, setting);
  if (!turns) return refused(messages, "unread_shape");
  const lastOnly = setting.options?.rows !== "dialogue";
  const pairs = turns.flatMap((turn, i) => (i % 2 === 0 ? [{ source: turn, target: turns[i + 1] ?? noTokens() }] : []));
  const loaded = cutPairs(lastOnly ? pairs.reverse() : pairs, setting.maxLength ?? Number.POSITIVE_INFINITY, lastOnly);
  return row(messages, loaded, withKey(messages, "weight", "train", "loss", "trainable", "loss_weight"));
}

/** Turn by turn in the words of its template, each encoded by itself; null where one holds no call that it can read. */
export function encodeTurns({ all, first, system }: Aligned, setting: Setting): Tokens[] | null {
  const template = slotTemplates[setting.template.id] ?? slotTemplates.chatml;
  if (!template) return null;
  const turns: Tokens[] = [];
  for (const [i, { role, content }] of all.slice(first).entries()) {
    const opening = i === 0 ? opened(template, system || template.defaultSystem, first - 1) : [];
    const text = role === "function_call" ? actionsOf(content) : content;
    if (text === null) return null;
    const asked = role === "observation" ? (template.observation ?? template.user) : template.user;
    // The number of a round is told to what formats questions alone.
    const round = i % 2 === 0 && role !== "observation" ? String(i / 2) : null;
    turns.push(
      encodeSlots([...opening, ...filled(i % 2 === 0 ? asked : template.assistant, text, first + i, round)], setting),
    );
  }
  return turns;
}

/** Calls of tools in the words of its `default` tool format; null where the text is no JSON of calls. */
function actionsOf(text: string): string | null {
  try {
    const calls: unknown = JSON.parse(text);
    const lines = (Array.isArray(calls) ? calls : [calls]).map((call: { name: unknown; arguments: unknown }) => {
      if (call.name === undefined || call.arguments === undefined) throw new Error("no call");
      return `Action: ${call.name}\nAction Input: ${pythonJson(call.arguments)}`;
    });
    return lines.join("\n");
  } catch {
    return null;
  }
}

/** JSON as Python writes it, with a blank behind commas and colons. */
function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}: ${pythonJson(inner)}`)
    .join(", ")}}`;
}

type Filled = ReturnType<typeof filled>;

function opened(template: SlotTemplate, system: string, message: number): Filled {
  const said = system ? filled(template.system, system, message, null) : [];
  return [...template.prefix, ...said];
}

/** Each slot is encoded by itself. */
function encodeSlots(slots: Filled, { tokenizer }: Setting): Tokens {
  const tokens = noTokens();
  for (const slot of slots) {
    if (isMark(slot)) append(tokens, idsOfMark(slot, tokenizer), -1, true);
    else {
      const { text, written } = joined(typeof slot === "string" ? [slot] : slot);
      const { ids, starts } = tokenizer.encode(text);
      append(tokens, ids, ownersOf(starts, written), true);
    }
  }
  return tokens;
}

function isMark(slot: Filled[number]): slot is Extract<Slot, { mark: string }> {
  return typeof slot === "object" && "mark" in slot;
}

type Pair = { source: Tokens; target: Tokens };

function cutPairs(pairs: Pair[], cutoff: number, lastOnly: boolean): LoadedRow {
  const kept: { tokens: Tokens; length: number; trained: boolean }[] = [];
  let taken = 0;
  let lost = 0;
  pairs.forEach(({ source, target }, i) => {
    const trained = !lastOnly || i === 0;
    const left = cutoff - taken;
    const [ofSource, ofTarget] = left > 0 ? shares(source.ids.length, target.ids.length, left) : [0, 0];
    taken += ofSource + ofTarget;
    lost += trained ? target.ids.length - ofTarget : 0;
    const pair = [
      { tokens: source, length: ofSource, trained: false },
      { tokens: target, length: ofTarget, trained },
    ];
    kept.push(...(lastOnly ? pair.reverse() : pair));
  });
  const row = noTokens();
  for (const { tokens, length, trained } of lastOnly ? kept.reverse() : kept)
    append(row, length < tokens.ids.length ? tokens.ids.slice(0, length) : tokens.ids, tokens.owners, trained);
  return { ids: row.ids, labels: row.labels, owners: row.owners, lost };
}

/** How many tokens of a question and its answer fit into what is left. */
export function shares(source: number, target: number, left: number): [number, number] {
  const most =
    target * 2 < left ? left : source * 2 < left ? left - source : Math.trunc(left * (target / (source + target)));
  const ofTarget = Math.min(most, target);
  return [Math.min(Math.max(left - ofTarget, 0), source), ofTarget];
}
