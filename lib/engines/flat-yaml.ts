export type Yaml = string | number | boolean | readonly Yaml[] | { readonly [key: string]: Yaml };

/** A file of settings, a key a line; lists and maps are written as JSON, which is YAML as well. */
export function yamlOf(settings: Readonly<Record<string, Yaml | undefined>>, head = ""): string {
  const lines = Object.entries(settings).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${written(value)}`],
  );
  return `${head ? `# ${head}\n` : ""}${lines.join("\n")}\n`;
}

function written(value: Yaml): string {
  if (typeof value === "number") return numberOf(value);
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
  if (typeof value === "object")
    return `{${Object.entries(value)
      .map(([key, one]) => `${JSON.stringify(key)}: ${written(one)}`)
      .join(", ")}}`;
  return JSON.stringify(value);
}

/** PyYAML takes 1e-7 for a word: small numbers are written out. */
function numberOf(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(20).replace(/0+$/, "") : text;
}
