import type { Format } from "@/lib/formats/format";

const head = `// Plain facts of every format, so that menus need no reader and no schema: written by \`npm run formats\`, a test compares.
`;

/** The module of plain facts, as TypeScript; fields are told of seeds, whose menu chooses by them. */
export function renderFacts(formats: Record<string, Format>): string {
  const entries = Object.values(formats).map((format) => {
    const { id, name, use, extension, alsoEndsWith, firstLine, subject, sides, masks, fields } = format;
    const isRead = format.read !== undefined;
    const isWritten = format.write !== undefined;
    const facts = { name, use, subject, isRead, isWritten, extension, alsoEndsWith, firstLine, sides, masks };
    const lines = Object.entries({ ...facts, fields: subject === "seeds" ? Object.keys(fields) : [] }).map(
      ([key, value]) => `    ${key}: ${printed(value)},\n`,
    );
    return `  ${id}: {\n${lines.join("")}  },\n`;
  });
  return `${head}export const formatFacts = {\n${entries.join("")}} as const;\n`;
}

/** As the formatter leaves it: a list that is too long for a line has one item a line. */
function printed(value: unknown): string {
  if (!Array.isArray(value)) return quoted(value);
  const line = `[${value.map(quoted).join(", ")}]`;
  return line.length <= 104 ? line : `[\n${value.map((item) => `      ${quoted(item)},\n`).join("")}    ]`;
}

function quoted(value: unknown): string {
  const json = JSON.stringify(value);
  return typeof value === "string" && value.includes('"') ? `'${value.replaceAll("\\", "\\\\")}'` : json;
}
