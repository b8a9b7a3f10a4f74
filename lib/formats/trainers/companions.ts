import type { Companion } from "./trainer";

/** How to begin, for people: what to install, and what to run. */
export function howTo(trainer: string, install: string, language: string, run: string): Companion {
  return {
    name: "how-to-train.md",
    text: `# Training with ${trainer}

\`\`\`
${install}
\`\`\`

Then, with YOUR_BASE_MODEL in its place:

\`\`\`${language}
${run}
\`\`\`
`,
  };
}

/** A file's name without its ending, as trainers name data sets. */
export function stemOf(file: string): string {
  return file.replace(/\.(jsonl|json|parquet)$/, "");
}

/** By which loader `datasets` reads it. */
export function loaderOf(file: string): "json" | "parquet" {
  return file.endsWith(".parquet") ? "parquet" : "json";
}
