import type { Target, TrainerId } from "@/lib/domain/training/recipe";
import { arena } from "./dialogues/arena";
import { baize } from "./dialogues/baize";
import { chatgpt } from "./dialogues/chatgpt";
import { conversation } from "./dialogues/conversation";
import { oasst } from "./dialogues/oasst";
import { oasstMessages } from "./dialogues/oasst-messages";
import { ultrachat } from "./dialogues/ultrachat";
import { everyVote } from "./every-vote";
import { humanVotes } from "./fastchat/human-vote";
import { judgePrompts } from "./fastchat/judge-prompt";
import { judgmentPair } from "./fastchat/judgment-pair";
import { judgmentSingle } from "./fastchat/judgment-single";
import { modelAnswer, referenceAnswer } from "./fastchat/model-answer";
import { question } from "./fastchat/question";
import type { Format, Piece, Records, Subject } from "./format";
import { generator } from "./generator";
import { realchat } from "./realchat";
import { resultsCsv } from "./results-csv";
import { seedCsv } from "./seed-csv";
import { seedJsonl } from "./seed-jsonl";
import { seedLines } from "./seed-lines";
import { axolotl } from "./trainers/axolotl";
import { axolotlDpo } from "./trainers/axolotl-dpo";
import { fastChat } from "./trainers/fastchat";
import { llamaFactory } from "./trainers/llama-factory";
import { llamaFactoryKto, llamaFactoryRanking } from "./trainers/llama-factory-signals";
import { llamaFactoryV1 } from "./trainers/llama-factory-v1";
import { llamaFactoryV1Pairs } from "./trainers/llama-factory-v1-pairs";
import { msSwift } from "./trainers/ms-swift";
import { msSwiftKto, msSwiftPairs } from "./trainers/ms-swift-signals";
import { mtBench } from "./trainers/mt-bench";
import { openAi } from "./trainers/openai";
import { openAiPreference } from "./trainers/openai-preference";
import { platolm } from "./trainers/platolm";
import { sharegpt } from "./trainers/sharegpt";
import { tinker } from "./trainers/tinker";
import { tokenised } from "./trainers/tokenised";
import type { Tokenise } from "./trainers/trainer";
import { trl } from "./trainers/trl";
import { trlDpo } from "./trainers/trl-dpo";
import { trlKto } from "./trainers/trl-kto";
import { trlReward } from "./trainers/trl-reward";
import { unsloth } from "./trainers/unsloth";

/** Every format there is, by its id, in the order of menus. */
export const formats = {
  sharegpt,
  generator,
  openai: openAi,
  llama_factory: llamaFactory,
  llama_factory_v1: llamaFactoryV1,
  trl,
  axolotl,
  ms_swift: msSwift,
  tinker,
  unsloth,
  fastchat: fastChat,
  platolm,
  tokenised,
  mt_bench: mtBench,
  openai_preference: openAiPreference,
  llama_factory_ranking: llamaFactoryRanking,
  llama_factory_kto: llamaFactoryKto,
  llama_factory_v1_pairs: llamaFactoryV1Pairs,
  trl_dpo: trlDpo,
  trl_kto: trlKto,
  trl_reward: trlReward,
  axolotl_dpo: axolotlDpo,
  ms_swift_pairs: msSwiftPairs,
  ms_swift_kto: msSwiftKto,
  realchat,
  chatgpt,
  oasst,
  oasst_messages: oasstMessages,
  conversation,
  arena,
  ultrachat,
  baize,
  seed_lines: seedLines,
  seed_jsonl: seedJsonl,
  seed_csv: seedCsv,
  results_csv: resultsCsv,
  every_vote: everyVote,
  human_votes: humanVotes,
  judgment_pair: judgmentPair,
  judgment_single: judgmentSingle,
  judge_prompts: judgePrompts,
  question,
  reference_answer: referenceAnswer,
  model_answer: modelAnswer,
} as const satisfies Record<string, Format>;

type Formats = typeof formats;
export type FormatId = keyof Formats;

/** The ids of a subject's formats that can be read, or written. */
export type ReadableId<S extends Subject> = {
  [Id in FormatId]: Formats[Id] extends { subject: S; read: unknown } ? Id : never;
}[FormatId];
/** The formats in which files of dialogues are taken in. */
export type DialogueFormatId = ReadableId<"dialogues" | "whole">;
export type WritableId<S extends Subject> = {
  [Id in FormatId]: Formats[Id] extends { subject: S; write: unknown } ? Id : never;
}[FormatId];

export function readableIds<S extends Subject>(...subjects: S[]): ReadableId<S>[] {
  return idsWhere((format) => "read" in format && subjects.some((one) => one === format.subject)) as ReadableId<S>[];
}

export function writableIds<S extends Subject>(...subjects: S[]): WritableId<S>[] {
  return idsWhere((format) => "write" in format && subjects.some((one) => one === format.subject)) as WritableId<S>[];
}

function idsWhere(fits: (format: Format) => boolean): FormatId[] {
  return (Object.keys(formats) as FormatId[]).filter((id) => fits(formats[id]));
}

/** The format in which a trainer is given what teaches this; null where it cannot be taught so. */
export function trainerFormat(trainer: TrainerId, target: Target): Format | null {
  const all: Format[] = Object.values(formats);
  return all.find((one) => one.trainer?.trainer === trainer && one.trainer.targets.includes(target)) ?? null;
}

/** A file of records that suit the format; what is not chosen is as usual. */
export function writeFile<T>(
  id: WritableId<Subject>,
  records: Records<T>,
  chosen: Record<string, unknown>,
  tokenise: Tokenise = () => null,
): AsyncIterable<Piece> {
  const { options, write }: Format = formats[id];
  if (!write) throw new Error(`${id} is not written`);
  return write(records as never, options.parse(chosen) as never, false, tokenise);
}

/** A file's name: what it is about, and the format's ending. */
export function fileNameOf(id: FormatId, stem: string): string {
  return `${stem}.${formats[id].extension}`;
}
