import { rowRules } from "@/lib/domain/training/row-rules";
import type { Format } from "@/lib/formats/format";
import { type FormatId, formats } from "@/lib/formats/registry";

const speaking = `# Files for trainers

What each trainer is given, and what it is held to. This page is written by \`npm run formats\` from \`lib/formats/trainers\`;
every rule below is a test of that name in \`lib/formats/trainers/trainers.test.ts\`, which reads the rows by readers of its
own. Fields and examples stand in [formats.md](formats.md).

`;

const masks = {
  marked: "each turn is marked",
  exploded: "a row for each trained turn",
  none: "none: ends before the first masked turn, unless told otherwise",
};

/** docs/trainers.md, or under a head of its own another page of trainers' files. */
export function renderTrainers(
  ids: readonly FormatId[],
  rules: readonly string[],
  ownRules: (id: FormatId) => string[],
  head = speaking,
) {
  const rows = ids.map((id) => {
    const { name, trainer }: Format = formats[id];
    if (!trainer) return "";
    const { reasoning, containers, length } = trainer;
    const cut = length ? `${length.usual} (\`${length.setting}\`)` : "–";
    return `| [${name}](#${id}) | ${trainer.targets.join(", ")} | ${masks[trainer.masks]} | ${reasoning.join(", ")} | ${containers.join(", ")} | ${cut} |\n`;
  });
  const table = `| file | teaches | masks | thoughts | lies in | cut after tokens |\n|---|---|---|---|---|---|\n${rows.join("")}`;
  const told = Object.entries(rowRules).map(
    ([rule, { effect, words }]) => `| \`${rule}\` | ${effect.replace("_", " ")} | ${words} |\n`,
  );
  const befalls = `\n## What may befall a dialogue\n\n| rule | | |\n|---|---|---|\n${told.join("")}`;
  const all = `\n## Rules of every trainer\n\n${rules.map((rule) => `- ${rule}\n`).join("")}`;
  return `${head}${table}${head === speaking ? befalls : ""}${all}${ids.map((id) => section(id, ownRules(id))).join("")}`;
}

function section(id: FormatId, own: string[]): string {
  const { name, trainer, options, sides }: Format = formats[id];
  if (!trainer) return "";
  const told = sides.map((target) => {
    const chosen = options.parse({ target });
    const notes = trainer.notes(chosen as never).map((note) => `- ${note}\n`);
    return `\nWhere the \`${target}\` is trained:\n\n${notes.join("")}`;
  });
  const beside = trainer
    .beside(options.parse({}) as never, [`data.${trainer.containers[0]}`])
    .map((file) => `\`${file.name}\``);
  const files = beside.length > 0 ? `\nBeside the data: ${beside.join(", ")}.\n` : "";
  const rules = own.length > 0 ? `\nRules of its own:\n\n${own.map((rule) => `- ${rule}\n`).join("")}` : "";
  return `\n## <a id="${id}"></a>${name}\n${told.join("")}${files}${rules}`;
}
