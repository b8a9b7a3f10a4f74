import { type DialogueFormatId, formats, readableIds } from "../registry";
import { type JsonSource, jsonValues } from "../text/json-records";

/** From the narrowest shape to the widest: a generator's record is one of ShareGPT, too. */
const order: readonly DialogueFormatId[] = [
  "realchat",
  "chatgpt",
  "oasst",
  "oasst_messages",
  "arena",
  "generator",
  ...readableIds("dialogues", "whole"),
];

/** So many records are looked at. */
const most = 20;

/** The format of a file of dialogues by the shape of its first records; null where none is known. */
export async function recogniseDialogues(source: JsonSource): Promise<DialogueFormatId | null> {
  let seen = 0;
  for await (const found of jsonValues(source)) {
    if (found.ok) {
      const id = order.find((one) => formats[one].recognise(found.value));
      if (id) return id;
    }
    if (++seen === most) break;
  }
  return null;
}
