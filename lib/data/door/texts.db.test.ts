import { expect, it } from "vitest";
import { withDatabase } from "@/lib/testing/database";
import { query } from "@/lib/testing/query";
import { texts } from "./texts";

withDatabase();

it("comes to Postgres as the very texts, whatever signs they hold, and null as null", async () => {
  const given = [
    "plain",
    "",
    null,
    'a "quoted", {braced} back\\slash',
    "NULL",
    "Zoë 猫 🦊\n\ttab",
    "x".repeat(300_000),
  ];
  for (const values of [given, given.slice(0, 2), [null], []]) {
    const [row] = await query<{ back: unknown; has: boolean }>`
      SELECT to_json(${texts(values)}::text[]) AS back, ${texts(values)}::text[] = ${values}::text[] AS has`;
    expect(row).toEqual({ back: values, has: true });
  }
});
