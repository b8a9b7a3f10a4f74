import * as z from "zod";
import type { Format } from "@/lib/formats/format";

const head = `// Plain facts of every format, so that menus need no reader and no schema: written by \`npm run formats\`, a test compares.
`;
const trainersHead = `// Plain facts of what trainers read, by the id of its format: written by \`npm run formats\`, a test compares.
`;

/** The module of plain facts, as TypeScript; what only trainers read stands apart, and fields are told of seeds, whose menu chooses by them. */
export function renderFacts(formats: Record<string, Format>): string {
  const menus = Object.values(formats).filter(({ subject }) => !["training", "pairs", "labels"].includes(subject));
  const entries = menus.map((format) => {
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

/** What the choice of a trainer needs: what it can teach, and what can be chosen of its file besides. */
export function renderTrainerFacts(formats: Record<string, Format>, kind: "dialogues" | "preferences"): string {
  const entries = Object.values(formats).flatMap(({ id, name, use, options, subject, trainer }) => {
    const isOfPreferences = subject === "pairs" || subject === "labels";
    if (!trainer || isOfPreferences !== (kind === "preferences")) return [];
    const { trainer: of, targets, masks, reasoning, containers, length } = trainer;
    const facts = { name, use, trainer: of, targets, masks, reasoning, containers };
    const lines = Object.entries(facts).map(([key, value]) => `    ${key}: ${printed(value)},\n`);
    const cut = length ? `{ setting: ${quoted(length.setting)}, usual: ${length.usual} }` : "null";
    const choices = choicesOf(options).map(
      ([option, { values, usual }]) => `      ${option}: { values: ${printed(values)}, usual: ${quoted(usual)} },\n`,
    );
    const chosen = choices.length > 0 ? `{\n${choices.join("")}    }` : "{}";
    return [`  ${id}: {\n${lines.join("")}    length: ${cut},\n    choices: ${chosen},\n  },\n`];
  });
  return `${trainersHead}export const ${kind === "preferences" ? "preferenceFacts" : "trainerFacts"} = {\n${entries.join("")}} as const;\n`;
}

/** The options that only this dialect has. */
function choicesOf(options: z.ZodObject): [string, { values: readonly unknown[]; usual: unknown }][] {
  const { properties = {} } = z.toJSONSchema(options, { io: "input" });
  return Object.entries(properties).flatMap(([option, schema]) => {
    const { enum: values = [], default: usual } = schema as { enum?: unknown[]; default?: unknown };
    return common.has(option) ? [] : [[option, { values, usual }]];
  });
}
const common = new Set(["target", "reasoning", "container"]);

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
