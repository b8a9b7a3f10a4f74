import type { Aside, GivenDialogue, GivenTurn } from "@/lib/domain/dialogue-in-file";
import type { Format } from "../format";
import { asArray, dialogueFile } from "./dialogue-file";
import { isDeep, isRecord, NoDialogue, named, speakerOf, wordOf } from "./messages";
import { type TreeNode, turnsOfTree } from "./tree";

/**
 * The archive that ChatGPT gives its users, `conversations.json`: a tree a conversation, edited questions and answers
 * asked for again as branches; the way that was open last is read first.
 */
export const chatgpt = {
  ...asArray,
  ...dialogueFile(ofConversation),
  id: "chatgpt",
  name: "ChatGPT archive",
  use: "conversations.json, with its branches",
  fields: {
    title: "what the conversation is called; it is not read",
    mapping: "every message by its id, with its parent and children",
    current_node: "the message that was read last",
    conversation_id: "the conversation's id",
  },
  recognise: (value) => isRecord(value) && isRecord(value.mapping),
} as const satisfies Format;

type Mapped = { message?: unknown; parent?: unknown; children?: unknown };

function ofConversation(record: Record<string, unknown>): GivenDialogue {
  if (!isRecord(record.mapping)) throw new NoDialogue("mapping is missing; it holds the messages.");
  const mapping = new Map(
    Object.entries(record.mapping).filter((entry): entry is [string, Mapped] => isRecord(entry[1])),
  );
  const nodes = new Map(
    [...mapping].map(([id, { message }]) => [id, { ...partOf(message), children: [] as TreeNode[] }]),
  );
  const top: TreeNode & { children: TreeNode[] } = { turn: null, aside: null, children: [] };
  for (const [id, { children, parent }] of mapping) {
    const node = nodes.get(id);
    for (const child of Array.isArray(children) ? children : []) {
      const found = nodes.get(named(child));
      // A tree that names a node twice, or its own beginning, is taken by what each node says of its parent.
      if (found && mapping.get(named(child))?.parent === id) node?.children.push(found);
    }
    if (node && !nodes.has(named(parent))) top.children.push(node);
  }
  const onWay = wayTo(named(record.current_node), mapping);
  const byNode = new Map([...nodes].map(([id, node]) => [node as TreeNode, id]));
  const { turns, head } = turnsOfTree(top, ({ children }) => {
    const read = children.find((child) => onWay.has(byNode.get(child) ?? ""));
    return read ?? children.at(-1);
  });
  const [first] = turns;
  return {
    id: wordOf(record.conversation_id) ?? wordOf(record.id),
    system: first ? takeSystem(first) : "",
    turns: turns.map(withThoughts),
    trailing: [],
    head,
    sourceUser: null,
    language: null,
    model: wordOf(record.default_model_slug),
    record,
  };
}

/** The ids from the beginning to this one. */
function wayTo(id: string, mapping: ReadonlyMap<string, Mapped>): Set<string> {
  const way = new Set<string>();
  for (let at = id; mapping.has(at) && !way.has(at); at = named(mapping.get(at)?.parent)) way.add(at);
  return way;
}

function partOf(message: unknown): Pick<TreeNode, "turn" | "aside"> {
  if (!isRecord(message) || !isRecord(message.author)) return { turn: null, aside: null };
  const role = named(message.author.role);
  const content = isRecord(message.content) ? message.content : {};
  if (isDeep(content)) throw new NoDialogue("A message is nested more than 100 deep. Take it out.");
  const isTold = message.recipient === undefined || message.recipient === null || message.recipient === "all";
  const type = named(content.content_type ?? "text");
  if (type === "thoughts") return { turn: null, aside: { role: thoughts, content: thoughtsIn(content) } };
  const speaker = speakerOf(role);
  const parts = Array.isArray(content.parts) ? content.parts : [];
  const text = parts.filter((part) => typeof part === "string").join("\n\n");
  const rest = parts.filter((part) => typeof part !== "string");
  const isText = type === "text" || type === "multimodal_text";
  if (speaker !== null && isTold && isText && text.trim() !== "")
    return { turn: { speaker, text, reasoning: null }, aside: rest.length > 0 ? { role, content: rest } : null };
  const isEmpty = isText && text.trim() === "" && rest.length === 0;
  return { turn: null, aside: isEmpty ? null : { role, content: isText && rest.length === 0 ? text : content } };
}

/** The role under which thoughts wait for the answer that they belong to. */
const thoughts = "thoughts";

function thoughtsIn({ thoughts: held }: Record<string, unknown>): string {
  const all = Array.isArray(held) ? held : [];
  return all
    .flatMap((one) => (isRecord(one) ? [one.summary, one.content] : [one]))
    .filter((text) => typeof text === "string" && text.trim() !== "")
    .join("\n\n");
}

function withThoughts(turn: GivenTurn): GivenTurn {
  const isThought = ({ role, content }: Aside) => role === thoughts && typeof content === "string";
  const thought = turn.asides.filter(isThought).map(({ content }) => content);
  if (turn.speaker !== "assistant" || thought.length === 0) return turn;
  return { ...turn, reasoning: thought.join("\n\n"), asides: turn.asides.filter((aside) => !isThought(aside)) };
}

/** What a system says before the first turn is of the dialogue, not of the turn. */
function takeSystem(first: GivenTurn): string {
  const isSystem = ({ role, content }: Aside) => role === "system" && typeof content === "string";
  const words = first.asides.filter(isSystem).map(({ content }) => content);
  first.asides = first.asides.filter((aside) => !isSystem(aside));
  return words.join("\n\n");
}
