// Prisma's schema engine as WebAssembly: the native binary would have to be downloaded.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";

/**
 * The SQL that turns the database at `url` into what the Prisma schema describes; "" if it is that already.
 * `external` names tables and enums that are none of Prisma's business.
 * @param {string} url
 * @param {{ schemaFile: string, external: { tables: string[], enums: string[] } }} options
 */
export async function sqlTowardsSchema(url, { schemaFile, external }) {
  boot();
  const files = [{ path: schemaFile, content: fs.readFileSync(schemaFile, "utf8") }];
  const adapters = bindMigrationAwareSqlAdapterFactory(new CataloguePg({ connectionString: url }));
  const engine = await engineModule.SchemaEngine.new(
    { datamodels: files.map(({ path: name, content }) => [name, content]) },
    () => {},
    adapters,
  );
  try {
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: path.dirname(schemaFile) },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: external.tables, externalEnums: external.enums },
    });
    return stdout;
  } finally {
    engine.free();
  }
}

let booted = false;

function boot() {
  if (booted) return;
  booted = true;
  // Without this hook a panic of the engine shows as "reading 'set_message'".
  const set_message = (/** @type {string} */ message) => console.error(`schema engine panic: ${message}`);
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message } });
  const home = path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const wasm = new WebAssembly.Module(fs.readFileSync(path.join(home, "schema_engine_bg.wasm")));
  const { exports } = new WebAssembly.Instance(wasm, { "./schema_engine_bg.js": engineModule });
  engineModule.__wbg_set_wasm(exports);
  /** @type {() => void} */ (exports.__wbindgen_start)();
}

const oid = { char: 18, text: 25 };

/** PrismaPg 7.10 refuses the catalogue's columns of type "char", and with them every introspection. */
class CataloguePg extends PrismaPg {
  /** @override */
  async connect() {
    /** @type {any} `performIO` is private to the adapter */
    const adapter = await super.connect();
    const performIO = adapter.performIO.bind(adapter);
    const queryRaw = adapter.queryRaw.bind(adapter);
    const charColumns = new WeakMap();
    adapter.performIO = async (/** @type {unknown} */ query) => {
      /** @type {import("pg").QueryResult} */
      const result = await performIO(query);
      const isChar = result.fields.map((field) => field.dataTypeID === oid.char);
      charColumns.set(result.rows, isChar);
      result.fields.forEach((field, index) => {
        if (isChar[index]) field.dataTypeID = oid.text;
      });
      return result;
    };
    adapter.queryRaw = async (/** @type {unknown} */ query) => {
      /** @type {import("@prisma/driver-adapter-utils").SqlResultSet} */
      const answer = await queryRaw(query);
      const isChar = charColumns.get(answer.rows) ?? [];
      const columnTypes = answer.columnTypes.map((type, index) => (isChar[index] ? ColumnTypeEnum.Character : type));
      return { ...answer, columnTypes };
    };
    return adapter;
  }
}
