import type { GivenDialogue } from "@/lib/domain/dialogue-in-file";
import type { Format } from "../format";
import { asLines, dialogueFile } from "./dialogue-file";
import { isRecord, NoDialogue, named, speakerOf, textOf, wordOf } from "./messages";
import { type TreeNode, turnsOfTree } from "./tree";

/** Trees of OpenAssistant: a prompt with replies to replies, all kept as branches; the best ranked way is read first. */
export const oasst = {
  ...asLines,
  ...dialogueFile(ofTree),
  id: "oasst",
  name: "OpenAssistant trees",
  use: "message trees, with their branches",
  fields: {
    message_tree_id: "the tree's id",
    tree_state: "how far its source had come; it is not read",
    prompt: "the first message: text, role (prompter, assistant), lang, rank, and replies, which are the same again",
  },
  recognise: (value) => isRecord(value) && isRecord(value.prompt) && Array.isArray(value.prompt.replies),
} as const satisfies Format;

type Ranked = TreeNode & { rank: number };

export function ofTree(record: Record<string, unknown>): GivenDialogue {
  const { prompt } = record;
  if (!isRecord(prompt)) throw new NoDialogue("prompt is missing; it holds the first message and its replies.");
  const root = nodeOf(prompt);
  const byRank = ({ children }: TreeNode) => [...(children as readonly Ranked[])].sort((a, b) => a.rank - b.rank)[0];
  const { turns, head } = turnsOfTree(root, byRank);
  return {
    id: wordOf(record.message_tree_id),
    system: "",
    turns,
    trailing: [],
    head,
    sourceUser: wordOf(prompt.user_id),
    language: wordOf(prompt.lang),
    model: prompt.synthetic === true ? wordOf(prompt.model_name) : null,
    record,
  };
}

/** What was deleted at the source is left out with all that follows it. */
function nodeOf(prompt: Record<string, unknown>): Ranked {
  const begin = (message: Record<string, unknown>): Ranked & { children: Ranked[] } => ({
    turn: {
      speaker: speakerOf(named(message.role)) ?? refuse(message.role),
      text: textOf(message.text, 0),
      reasoning: null,
    },
    aside: null,
    rank: typeof message.rank === "number" ? message.rank : Number.POSITIVE_INFINITY,
    children: [],
  });
  const root = begin(prompt);
  const waiting = [{ message: prompt, node: root }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { replies } = next.message;
    for (const reply of Array.isArray(replies) ? replies : []) {
      if (!isRecord(reply) || reply.deleted === true) continue;
      const node = begin(reply);
      next.node.children.push(node);
      waiting.push({ message: reply, node });
    }
  }
  return root;
}

function refuse(role: unknown): never {
  throw new NoDialogue(`A message of a tree is said by prompter or assistant, not by ${named(role).slice(0, 60)}.`);
}
