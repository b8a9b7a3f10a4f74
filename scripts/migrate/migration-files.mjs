import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { inProject } from "../base/project.mjs";

const folder = inProject("prisma/migrations");

/** @typedef {{ name: string, sql: string, checksum: string }} Migration the checksum is the one Prisma writes */

/**
 * All migrations in order.
 * @returns {Migration[]}
 */
export function readMigrations() {
  if (!fs.existsSync(folder)) return [];
  const names = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = fs.readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/**
 * Writes a new migration, named by the time and what it is for; returns its path in the project.
 * @param {string} purpose
 * @param {string} sql
 */
export function writeMigration(purpose, sql, now = new Date()) {
  const time = now.toISOString().replace(/\D/g, "").slice(0, 14);
  const name = `${time}_${purpose.toLowerCase().replace(/[^a-z0-9]+/g, "_")}`;
  fs.mkdirSync(path.join(folder, name), { recursive: true });
  fs.writeFileSync(path.join(folder, name, "migration.sql"), sql);
  fs.writeFileSync(path.join(folder, "migration_lock.toml"), 'provider = "postgresql"\n'); // Prisma's own tools ask for it
  return path.join("prisma/migrations", name, "migration.sql");
}

/**
 * What hand-written SQL owns and the Prisma schema cannot say, read off comment lines of the migrations:
 * `-- external: index turn_text_trgm`, likewise `table` and `enum`. Partial and expression indexes, checks, views,
 * functions, extensions and UNLOGGED need no mark: Prisma does not look at them.
 * @param {Pick<Migration, "sql">[]} migrations
 */
export function externalThings(migrations) {
  const marks = migrations.flatMap(({ sql }) => [...sql.matchAll(/^-- external: (table|enum|index) (\w+)\s*$/gm)]);
  /** @type {(kind: string) => string[]} */
  const named = (kind) => marks.filter((mark) => mark[1] === kind).map(([, , name = ""]) => name);
  return {
    tables: named("table").map((name) => `public.${name}`),
    enums: named("enum").map((name) => `public.${name}`),
    indexes: named("index"),
  };
}
