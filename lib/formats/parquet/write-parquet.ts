import { ByteWriter, ParquetWriter } from "hyparquet-writer";

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]["schema"][number];

/** What a column holds: texts, whole numbers, yes or no, several of each, or records whose fields are all the same. */
export type Column = "text" | "number" | "truth" | { list: Column } | { fields: Columns };
export type Columns = Readonly<Record<string, Column>>;

/** So many letters stand in a group of rows, about: no more than 64 MB in any script, and little to hold. */
const lettersOfGroup = 16_000_000;
/** Less is put together with what stands around it. */
const bytesOfPage = 64 * 1024;

/**
 * A Parquet file of records, a group of rows at a time. Every row has every column; what a record does not hold is null.
 * It is not compressed, as that takes twice the time.
 */
export async function* writeParquet(
  columns: Columns,
  records: AsyncIterable<Readonly<Record<string, unknown>>>,
): AsyncGenerator<Uint8Array> {
  const out = new Outlet();
  const schema = [root(columns), ...fieldsOf(columns)];
  const file = new ParquetWriter({
    writer: out,
    schema,
    codec: "UNCOMPRESSED",
    statistics: false,
    createdBy: "realchat-studio",
  });
  let group: Readonly<Record<string, unknown>>[] = [];
  let letters = 0;
  const close = () => {
    const columnData = Object.keys(columns).map((name) => ({
      name,
      data: group.map((record) => record[name]),
      offsetIndex: false,
    }));
    if (group.length > 0) file.write({ columnData, rowGroupSize: group.length });
    group = [];
    letters = 0;
  };
  for await (const record of records) {
    group.push(record);
    letters += lettersIn(record);
    if (letters < lettersOfGroup) continue;
    close();
    yield* out.take();
  }
  close();
  file.finish();
  yield* out.take();
}

/** Keeps what is written until it is taken. A page is kept as it came, since nobody else has it. */
class Outlet extends ByteWriter {
  private kept: Uint8Array[] = [];

  override appendBytes(bytes: Uint8Array): void {
    if (bytes.byteLength < bytesOfPage) {
      super.appendBytes(bytes);
      return;
    }
    this.keep();
    this.kept.push(bytes);
    this.offset += bytes.byteLength;
  }

  take(): Uint8Array[] {
    this.keep();
    const taken = this.kept;
    this.kept = [];
    return taken;
  }

  private keep(): void {
    if (this.index > 0) this.kept.push(this.getBytes().slice());
    this.index = 0;
  }
}

function lettersIn(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 4;
  let sum = 0;
  for (const one of Array.isArray(value) ? value : Object.values(value)) sum += lettersIn(one);
  return sum;
}

function root(columns: Columns): SchemaElement {
  return { name: "root", num_children: Object.keys(columns).length };
}

function fieldsOf(columns: Columns): SchemaElement[] {
  return Object.entries(columns).flatMap(([name, column]) => elementsOf(name, column));
}

/** The name `element` of what a list holds is the one that all readers know. */
function elementsOf(name: string, column: Column): SchemaElement[] {
  const held = { name, repetition_type: "OPTIONAL" as const };
  if (column === "text") return [{ ...held, type: "BYTE_ARRAY", converted_type: "UTF8" }];
  if (column === "number") return [{ ...held, type: "INT32" }];
  if (column === "truth") return [{ ...held, type: "BOOLEAN" }];
  if ("fields" in column)
    return [{ ...held, num_children: Object.keys(column.fields).length }, ...fieldsOf(column.fields)];
  const list: SchemaElement = { name: "list", repetition_type: "REPEATED", num_children: 1 };
  return [{ ...held, converted_type: "LIST", num_children: 1 }, list, ...elementsOf("element", column.list)];
}
