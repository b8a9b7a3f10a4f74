import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";
import { AppError } from "@/lib/base/app-error";
import {
  type ModelFiles,
  modelFilesSchema,
  type ProjectTokenizer,
  type TokenizerFacts,
  tokenizerFactsSchema,
} from "@/lib/domain/training/tokenizer";
import { all, first } from "./door/execute";
import { sql } from "./door/fragment";
import { columns, json, type RowOf, text } from "./door/row";
import { statement } from "./door/statement";
import { prisma } from "./prisma";

const [pack, unpack] = [promisify(brotliCompress), promisify(brotliDecompress)];
/** A tenth of the files' size, in a fraction of the time that the best takes. */
const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const row = columns("Tokenizer", "t", "id", "name", "sha256", "personId", "createdAt");
const shape = { ...row.row, facts: json(tokenizerFactsSchema), personName: text };
const selected = sql`SELECT ${row}, t.facts, u.name AS "personName" FROM tokenizer t JOIN "user" u ON u.id = t.person_id`;

const list = statement(
  "tokenizers.list",
  shape,
  () => sql`${selected} WHERE t.removed_at IS NULL ORDER BY t.created_at DESC, t.id DESC`,
);

/** Newest first, but for those that were removed. */
export async function listTokenizers(): Promise<ProjectTokenizer[]> {
  return (await all(list())).map(toTokenizer);
}

const find = statement("tokenizers.find", shape, (id: string) => sql`${selected} WHERE t.id = ${id}`);

/** Removed ones, too: exports that were made by them are made anew. */
export async function findTokenizer(id: string): Promise<ProjectTokenizer | null> {
  const found = await first(find(id));
  return found && toTokenizer(found);
}

function toTokenizer({ personId, personName, facts, createdAt, ...kept }: RowOf<typeof shape>): ProjectTokenizer {
  const createdBy = { id: personId, name: personName };
  return Object.assign(kept, facts, { createdBy, createdAt: createdAt.toISOString() });
}

/** Whether recipes may name it: it is there and was not removed. */
export async function isOffered(id: string): Promise<boolean> {
  return (await prisma.tokenizer.count({ where: { id, removedAt: null } })) > 0;
}

type New = { id: string; name: string; sha256: string; facts: TokenizerFacts; files: ModelFiles; personId: string };

/** As much as a line of a project file takes, which has two letters for a byte. */
const mostBytes = 7 * 1024 * 1024;

export async function insertTokenizer({ files, ...given }: New): Promise<void> {
  const packed = await pack(Buffer.from(JSON.stringify(files), "utf8"), quickly);
  if (packed.length > mostBytes)
    throw new AppError("invalid", "Packed, its files are larger than 7 MB: no vocabulary is. Nothing was saved.");
  await prisma.tokenizer.create({ data: { ...given, files: Uint8Array.from(packed) } });
}

/** The files as they were given; null where there is none of this id. */
export async function readTokenizerFiles(id: string): Promise<ModelFiles | null> {
  const found = await prisma.tokenizer.findFirst({ where: { id }, select: { files: true } });
  return found && modelFilesSchema.parse(JSON.parse((await unpack(found.files)).toString("utf8")));
}

/** It is not offered any more; exports that name it can still be made. Doing it twice changes nothing. */
export async function removeTokenizer(id: string): Promise<void> {
  await prisma.tokenizer.updateMany({ where: { id, removedAt: null }, data: { removedAt: new Date() } });
}
