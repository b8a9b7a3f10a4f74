import { createHash } from "node:crypto";
import type { ProjectFileHead } from "@/lib/formats/project-file";
import type { Source } from "@/lib/formats/text/decode-text";
import { textLines } from "@/lib/formats/text/text-lines";
import { checkRow, expectMark, readHead, readMark, refused } from "./lines-of-project-file";

/** What a project file says, piece by piece: its head, rows as lines of JSON, and that it was whole. */
export type FilePart =
  | { kind: "head"; head: ProjectFileHead }
  | { kind: "row"; table: string; line: string }
  | { kind: "whole"; rows: number };

/**
 * Reads a project file and holds it to what it says of itself: its version, the tables in their order, the number of rows
 * and the sum of each, and of the whole. Throws, in words, at the first that does not hold; a file that breaks off never
 * comes to "whole". Holds one line at a time.
 */
export async function* readProjectFile(source: Source): AsyncGenerator<FilePart> {
  const lines = textLines(source);
  const whole = createHash("sha256");
  const next = async (): Promise<string> => {
    const { value } = await lines.next();
    if (!value) throw refused("The file breaks off before its end. Export or download it once more.");
    if (!value.ok) throw refused(`Line ${value.line} cannot be read: ${value.message}`);
    return value.text;
  };
  const take = async (): Promise<string> => {
    const line = await next();
    whole.update(`${line}\n`);
    return line;
  };
  const head = readHead(await take());
  yield { kind: "head", head };
  let rows = 0;
  for (const { name, columns, rows: told } of head.tables) {
    expectMark(await take(), ["table", name]);
    const sum = createHash("sha256");
    const keys = new Set(columns);
    for (let i = 0; i < told; i++) {
      const line = await take();
      if (!line.startsWith("{")) throw refused(`The table ${name} has ${i} rows and is said to have ${told}.`);
      checkRow(line, name, keys);
      sum.update(`${line}\n`);
      yield { kind: "row", table: name, line };
    }
    rows += told;
    expectMark(await take(), ["end", name, told, sum.digest("hex")]);
  }
  const end = readMark(await next());
  if (end[0] !== "whole") throw refused("It holds more than its first line says.");
  if (end[1] !== rows || end[2] !== whole.digest("hex"))
    throw refused("It was changed since it was made: its sum is another.");
  if (!(await lines.next()).done) throw refused("Something follows after its end.");
  yield { kind: "whole", rows };
}
