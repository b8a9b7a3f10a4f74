/**
 * Readers of trainers' files of pairs and labels, written from the trainers' own loading rules and apart from our writers:
 * what stands before (a system prompt first, if any), what is answered, and which is better, or whether it is good. Null
 * where the trainer would lose the row.
 */
type Row = Record<string, unknown>;
type Said = { role: string; content: string };
type Turn = { from: string; value: string };
type Part = { role: string; content: { type: string; value: string }[]; loss_weight: number };

export type ReadPair = { prompt: Said[]; chosen: string; rejected: string };
export type ReadLabel = { prompt: Said[]; completion: string; label: boolean };

function messages(held: unknown): Said[] {
  return held as Said[];
}

/** extract_prompt of TRL: what both have in common, message by message. */
function trlReward({ chosen, rejected }: Row): ReadPair | null {
  const [better, worse] = [messages(chosen), messages(rejected)];
  const at = better.findIndex((message, i) => JSON.stringify(message) !== JSON.stringify(worse[i]));
  if (at < 0 || better.length !== at + 1 || worse.length !== at + 1) return null;
  return { prompt: better.slice(0, at), chosen: better[at]?.content ?? "", rejected: worse[at]?.content ?? "" };
}

/** One message each, by an assistant, after a user's: where templates ask for an answer. */
function ofLists(prompt: Said[], chosen: Said[], rejected: Said[]): ReadPair | null {
  const [better, worse] = [chosen[0], rejected[0]];
  if (!better || !worse || chosen.length + rejected.length !== 2 || prompt.at(-1)?.role !== "user") return null;
  if (better.role !== "assistant" || worse.role !== "assistant") return null;
  return { prompt, chosen: better.content, rejected: worse.content };
}

/** SharegptDatasetConverter of LLaMA-Factory: by turns from a human on; of pairs an odd number, of labels an even one. */
function aligned(row: Row, parity: 0 | 1): Said[] | null {
  const turns = row.conversations as Turn[];
  const isBroken = turns.some(({ from }, i) => from !== (i % 2 ? "gpt" : "human"));
  if (isBroken || turns.length % 2 !== parity) return null;
  const said = turns.map(({ from, value }) => ({ role: from === "human" ? "user" : "assistant", content: value }));
  return row.system === "" ? said : [{ role: "system", content: row.system as string }, ...said];
}

function plainParts(held: unknown): Said[] {
  return (held as Part[]).map(({ role, content }) => ({ role, content: content.map(({ value }) => value).join("") }));
}

export const pairReaders = {
  openai_preference: (row: Row) => {
    const { messages: prompt } = row.input as { messages: Said[] };
    return ofLists(prompt, messages(row.preferred_output), messages(row.non_preferred_output));
  },
  llama_factory_ranking: (row: Row) => {
    const prompt = aligned(row, 1);
    const [chosen, rejected] = [row.chosen, row.rejected] as Turn[];
    if (!prompt || chosen?.from !== "gpt" || rejected?.from !== "gpt") return null;
    return { prompt, chosen: chosen.value, rejected: rejected.value };
  },
  llama_factory_v1_pairs: (row: Row) => {
    const weights = (row.chosen_messages as Part[]).map(({ loss_weight: weight }) => weight);
    if (weights.some((weight, i) => weight > 0 !== (i === weights.length - 1))) return null;
    return trlReward({ chosen: plainParts(row.chosen_messages), rejected: plainParts(row.rejected_messages) });
  },
  trl_dpo: (row: Row) => ofLists(messages(row.prompt), messages(row.chosen), messages(row.rejected)),
  trl_reward: trlReward,
  axolotl_dpo: ({ messages: prompt, chosen, rejected }: Row) => {
    // It looks for each text in what a template that trims made of it.
    const isFound = [chosen, rejected].every((one) => (one as Said).content.trim() === (one as Said).content);
    return isFound ? ofLists(messages(prompt), [chosen as Said], [rejected as Said]) : null;
  },
  ms_swift_pairs: (row: Row) => {
    const said = messages(row.messages);
    const lastUser = said.findLastIndex(({ role }) => role === "user");
    const other = { role: "assistant", content: row.rejected_response as string };
    return ofLists(said.slice(0, lastUser + 1), said.slice(lastUser + 1), [other]);
  },
} satisfies Record<string, (row: Row) => ReadPair | null>;

/** A label that is no boolean makes LLaMA-Factory take the row for a plain one, which it then drops. */
function labelled(said: Said[] | null, label: unknown): ReadLabel | null {
  const last = said?.at(-1);
  if (!said || last?.role !== "assistant" || last.content === "" || typeof label !== "boolean") return null;
  return said.at(-2)?.role === "user" ? { prompt: said.slice(0, -1), completion: last.content, label } : null;
}

export const labelReaders = {
  trl_kto: (row: Row) => labelled([...messages(row.prompt), ...messages(row.completion)], row.label),
  llama_factory_kto: (row: Row) => labelled(aligned(row, 0), row.kto_tag),
  ms_swift_kto: (row: Row) => labelled(messages(row.messages), row.label),
} satisfies Record<string, (row: Row) => ReadLabel | null>;
