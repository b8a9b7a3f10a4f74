import * as z from "zod";
import type { Format } from "@/lib/formats/format";

const head = `# File formats

What the studio reads and writes. This page is written by \`npm run formats\` from \`lib/formats/registry.ts\`; to add a
format is to add its file there, an example in \`lib/formats/golden\`, and its line in the registry.

Text is UTF-8, or UTF-16 where a byte order mark says so; a mark, CRLF and blank lines are fine. Seeds may be in a legacy
encoding that the query names (\`encoding=windows-1252\`). A file that is not taken
names each refused line with its number and, where it is known, its column. No line may be longer than 16 MB.

A file is sent as it is, plain or gzip, and what is chosen stands in the query:

\`\`\`
curl -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/octet-stream" --data-binary @questions.csv \\
  "http://127.0.0.1:3000/api/v1/seed-sets/import?name=Questions&kind=question&format=seed_csv"
curl -H "Authorization: Bearer $TOKEN" -OJ "http://127.0.0.1:3000/api/v1/exports?format=sharegpt&target=user"
\`\`\`

Files of dialogues may be Parquet, too (Snappy, gzip, Brotli, zstd or not packed): each row is a record as JSON would have it, with
its columns as fields. It is read a page at a time; a page of more than 64 MB is refused.

A download that breaks off ends with a broken connection, never as a short file that looks whole.

`;

const directions = { in: "is read", out: "is written", both: "is read and written" };
const shown = 600;

/** docs/formats.md. `goldenOf` gives the text of a format's golden file. */
export function renderDocs<Id extends string>(formats: Record<Id, Format>, goldenOf: (id: Id) => string): string {
  const all = Object.entries(formats) as [Id, Format][];
  const rows = all.map(
    ([id, format]) =>
      `| [${format.name}](#${id}) | \`${id}\` | ${format.subject.replace("_", " ")} | ${directions[directionOf(format)]} | .${endings(format).join(", .")} |`,
  );
  const table = `| format | id | holds | | files |\n|---|---|---|---|---|\n${rows.join("\n")}\n`;
  return `${head}${table}${all.map(([id, format]) => section(id, format, goldenOf(id))).join("")}`;
}

function section(id: string, format: Format, golden: string): string {
  const { name, use, mediaType, sides, fields } = format;
  const trains = sides.length > 0 ? ` Trains the ${sides.join(" or the ")}.` : "";
  const options = Object.entries(optionsOf(format)).map(([option, values]) => `| \`${option}\` | ${values} |\n`);
  const about = Object.entries(fields).map(([field, meaning]) => `| \`${field}\` | ${meaning} |\n`);
  return `
## <a id="${id}"></a>${name}

${use.replace(/^./, (letter) => letter.toUpperCase()).replace(/\.?$/, ".")} It ${directions[directionOf(format)]} as \`${mediaType}\`.${trains}

| field | holds |
|---|---|
${about.join("")}${options.length > 0 ? `\n| option | one of |\n|---|---|\n${options.join("")}` : ""}
\`\`\`\`
${excerpt(golden)}
\`\`\`\`
`;
}

function directionOf({ read, write }: Format): keyof typeof directions {
  return read && write ? "both" : read ? "in" : "out";
}

function endings({ extension, alsoEndsWith }: Format): string[] {
  return [extension, ...alsoEndsWith];
}

function optionsOf({ options }: Format): Record<string, string> {
  const { properties = {} } = z.toJSONSchema(options, { io: "input" });
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const { enum: values = [], default: usual } = schema as { enum?: unknown[]; default?: unknown };
      const all = values.map((value) => `\`${value}\``).join(", ");
      return [name, usual === undefined ? all : `${all}; \`${usual}\` unless told`];
    }),
  );
}

function excerpt(text: string): string {
  const whole = text.trimEnd().replaceAll("\r\n", "\n");
  return whole.length <= shown ? whole : `${whole.slice(0, shown)}…`;
}
