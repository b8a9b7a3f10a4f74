import type { GivenDialogue } from "@/lib/domain/dialogue-in-file";
import type { Format, ReadLine } from "../format";
import { type JsonSource, jsonValues } from "../text/json-records";
import { asLines, dialogueFile } from "./dialogue-file";
import { dialogueAt, isRecord, wordOf } from "./messages";
import { ofTree } from "./oasst";

/**
 * OpenAssistant's messages, one a record, as its data sets on hubs have them: gathered into the trees that they are of.
 * The messages of a tree may lie apart, as long as not too much lies between them.
 */
export const oasstMessages = {
  ...asLines,
  ...dialogueFile(ofTree),
  id: "oasst_messages",
  name: "OpenAssistant messages",
  use: "one message a line, gathered into their trees",
  fields: {
    message_id: "the message's id",
    parent_id: "the message that it answers; null of one that begins a tree",
    message_tree_id: "the tree that it is of",
    text: "what it says",
    role: "prompter or assistant",
    lang: "such as en",
    rank: "its place among the answers to the same message; the way of the best ones is read first",
    user_id: "who wrote it, kept as a hash of the one who began the tree",
  },
  recognise: (value) =>
    isRecord(value) && "message_id" in value && typeof value.text === "string" && typeof value.role === "string",
  read,
} as const satisfies Format;

/** Trees are held until they have so much text together; then the one that was begun first is given out. */
const mostHeld = 16 * 1024 * 1024;

type Tree = { id: string; size: number; messages: { line: number; message: Record<string, unknown> }[] };

async function* read(source: JsonSource): AsyncGenerator<ReadLine<GivenDialogue>> {
  const trees = new Map<string, Tree>();
  const given = new Set<string>();
  let held = 0;
  for await (const found of jsonValues(source)) {
    if (!found.ok) {
      yield found;
      continue;
    }
    const { line, value } = found;
    const id = isRecord(value) ? (wordOf(value.message_tree_id) ?? wordOf(value.message_id)) : null;
    if (!isRecord(value) || id === null) {
      yield { line, ok: false, message: "It is no message: message_id and message_tree_id are missing." };
      continue;
    }
    if (given.has(id)) {
      yield { line, ok: false, message: "Its tree lies too far before it. Sort the file by message_tree_id." };
      continue;
    }
    const tree = trees.get(id) ?? { id, size: 0, messages: [] };
    const size = typeof value.text === "string" ? value.text.length + 500 : 500;
    trees.set(id, tree);
    tree.messages.push({ line, message: value });
    tree.size += size;
    held += size;
    for (const first of trees.values()) {
      if (held <= mostHeld) break;
      trees.delete(first.id);
      given.add(first.id);
      held -= first.size;
      yield* dialoguesOf(first);
    }
  }
  for (const tree of trees.values()) yield* dialoguesOf(tree);
}

/** The tree as OpenAssistant's own files have it. What hangs on a message that is not there is refused. */
function* dialoguesOf({ id, messages }: Tree): Generator<ReadLine<GivenDialogue>> {
  const replies = new Map<string, Tree["messages"]>();
  const roots: Tree["messages"] = [];
  for (const one of messages) {
    const parent = wordOf(one.message.parent_id);
    const beside = parent === null ? roots : (replies.get(parent) ?? []);
    beside.push(one);
    if (parent !== null) replies.set(parent, beside);
  }
  for (const { line, message } of roots) {
    const prompt = { ...message, replies: [] };
    const waiting: Record<string, unknown>[] = [prompt];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const own = wordOf(next.message_id) ?? "";
      const answers = (replies.get(own) ?? []).map((one) => ({ ...one.message, replies: [] }));
      // Taken once, whoever else has its id.
      replies.delete(own);
      next.replies = answers;
      waiting.push(...answers);
    }
    yield dialogueAt(line, { message_tree_id: id, prompt }, ofTree);
  }
  for (const { line } of [...replies.values()].flat())
    yield { line, ok: false, message: "The message that it answers is not in the file, or answers nothing itself." };
}
