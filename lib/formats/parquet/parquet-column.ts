import type { AsyncBuffer, ColumnChunk, Compressors, PageHeader, ParquetParsers, SchemaTree } from "hyparquet";
import { parquetHeader, readPage } from "hyparquet/src/column.js";
import { convert } from "hyparquet/src/convert.js";
import { isFlatColumn } from "hyparquet/src/schema.js";

/** A page beyond this, packed or not, is refused before it is read; so is one of more values. */
const [mostPageBytes, mostPageValues] = [64 * 1024 * 1024, 4_000_000];
/** So much is read at once, and so much at first of a page's header, which says how long the page is. */
const [readAhead, headBytes, mostHeadBytes] = [1024 * 1024, 64 * 1024, 16 * 1024 * 1024];

/** Why a Parquet file cannot be read, or not any further, and what to do about it. */
export class NotReadable extends Error {}

type Column = {
  file: AsyncBuffer;
  meta: NonNullable<ColumnChunk["meta_data"]>;
  path: SchemaTree[];
  compressors: Compressors;
  parsers: ParquetParsers;
};

/** One column of a row group, read page by page: holds a page and what of it was not taken yet. */
export class ParquetColumn {
  readonly name: string;
  private readonly isFlat: boolean;
  private rows: unknown[] = [];
  private dictionary: ReturnType<typeof convert> | undefined;
  private at: number;
  private readonly end: number;
  private held: { from: number; bytes: ArrayBuffer } = { from: 0, bytes: new ArrayBuffer(0) };

  constructor(private readonly column: Column) {
    const { meta, path } = column;
    this.name = meta.path_in_schema.join(".");
    this.isFlat = isFlatColumn(path);
    // Some writers leave the dictionary's place at 0.
    this.at = Number(meta.dictionary_page_offset || meta.data_page_offset);
    this.end = this.at + Number(meta.total_compressed_size);
    if (!(this.at >= 4 && this.end <= column.file.byteLength))
      throw new NotReadable(`The column ${this.name} lies outside of the file. Make the file anew.`);
  }

  /** Rows that are whole: the last one of a nested column may go on in the next page. */
  get ready(): number {
    return this.isAtEnd || this.isFlat ? this.rows.length : Math.max(0, this.rows.length - 1);
  }

  get isAtEnd(): boolean {
    return this.at >= this.end;
  }

  take(count: number): unknown[] {
    return this.rows.splice(0, count);
  }

  async readOn(): Promise<void> {
    const header = await this.readHeader();
    const bytes = header.compressed_page_size;
    const values = (header.data_page_header ?? header.data_page_header_v2 ?? header.dictionary_page_header)?.num_values;
    if (values === undefined) {
      this.at += bytes;
      return;
    }
    this.check(header, values);
    const reader = { view: new DataView(await this.bytes(bytes)), offset: 0 };
    const { meta, path, compressors, parsers } = this.column;
    const { type, codec, path_in_schema: pathInSchema } = meta;
    const element = (path.at(-1) as SchemaTree).element;
    const decoder = { type, codec, pathInSchema, element, schemaPath: path, compressors, parsers };
    this.at += bytes;
    if (values === 0) return;
    const before = this.isFlat ? undefined : this.rows;
    const { data } = readPage(reader, header, decoder, this.dictionary, before, 0);
    if (!data) return;
    if (header.type === "DICTIONARY_PAGE") this.dictionary = convert(data, decoder);
    else if (data !== this.rows) for (const value of data) this.rows.push(value);
  }

  private check({ compressed_page_size: packed, uncompressed_page_size: unpacked }: PageHeader, values: number): void {
    const isSane = [packed, unpacked, values].every((count) => Number.isSafeInteger(count) && count >= 0);
    if (!isSane || this.at + packed > this.end)
      throw new NotReadable(`A page of the column ${this.name} is damaged. Make the file anew.`);
    if (packed > mostPageBytes || unpacked > mostPageBytes || values > mostPageValues)
      throw new NotReadable(
        `The column ${this.name} has a page of more than 64 MB or 4,000,000 values, which is not held. Write the file with smaller row groups or pages.`,
      );
  }

  private async readHeader(): Promise<PageHeader> {
    for (let size = headBytes; ; size *= 4) {
      const bytes = await this.bytes(Math.min(size, this.end - this.at), true);
      const reader = { view: new DataView(bytes), offset: 0 };
      try {
        const header = parquetHeader(reader);
        this.at += reader.offset;
        return header;
      } catch (error) {
        // It may only be longer than what was read.
        if (bytes.byteLength < this.end - this.at && size < mostHeadBytes) continue;
        throw error;
      }
    }
  }

  /** So many bytes from here on; fewer only where the file has no more and that will do. */
  private async bytes(size: number, orFewer = false): Promise<ArrayBuffer> {
    const { from, bytes } = this.held;
    if (this.at < from || this.at + size > from + bytes.byteLength) {
      const until = Math.min(this.end, this.at + Math.max(size, readAhead));
      this.held = { from: this.at, bytes: await this.column.file.slice(this.at, until) };
    }
    const begin = this.at - this.held.from;
    const there = this.held.bytes.byteLength - begin;
    if (there < size && !(orFewer && there > 0)) throw new NotReadable(`The column ${this.name} breaks off.`);
    return this.held.bytes.slice(begin, begin + size);
  }
}
