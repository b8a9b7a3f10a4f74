const words = "the model writes one more word of a reply that a person reads while it grows on the page".split(" ");
/** @type {(from: number, count: number) => string} */
const sentence = (from, count) =>
  Array.from({ length: count }, (_, i) => words[(from * 7 + i * 3) % words.length]).join(" ");

/** @param {number} i */
const everything = (i) => `## Section ${i}

${sentence(i, 40)} with **strong words**, \`code\` and [a link](https://example.org/${i}). The sum is $\\sum_{k=1}^{${i}} k^2$.

1. **First**: ${sentence(i + 1, 20)}
2. **Second**: ${sentence(i + 2, 20)}
   - ${sentence(i + 3, 10)}
   - ${sentence(i + 4, 10)}

| name | value | note |
|------|------:|------|
| ${sentence(i, 2)} | ${i} | ${sentence(i + 5, 4)} |
| ${sentence(i + 1, 2)} | ${i * 2} | ${sentence(i + 6, 4)} |

\`\`\`python
def step_${i}(x):
    return [y * ${i} for y in x]  # ${sentence(i, 6)}
\`\`\`

> ${sentence(i + 8, 25)}

`;

/**
 * Replies without an end, by what they are made of: `next(i)` is the stretch after i others.
 *
 * @satisfies {Record<string, (i: number) => string>}
 */
export const markdownReplies = {
  "a reply with everything": everything,
  paragraphs: (i) => `${sentence(i, 60)}.\n\n`,
  "one paragraph": (i) => `${sentence(i, 12)}, **${sentence(i + 1, 2)}** and so on. `,
  "one list": (i) => `- **${sentence(i, 2)}**: ${sentence(i + 1, 15)}\n`,
  "one table": (i) =>
    i === 0 ? "| a | b | c |\n|---|---|---|\n" : `| ${sentence(i, 2)} | ${i} | ${sentence(i + 1, 5)} |\n`,
  "one block of code": (i) => (i === 0 ? "```js\n" : `const value${i} = ${i}; // ${sentence(i, 8)}\n`),
};

/**
 * So many tokens of a reply, each of about four characters, as models send them.
 *
 * @param {(i: number) => string} next
 * @param {number} count
 */
export function tokensOf(next, count) {
  let text = "";
  for (let i = 0; text.length < count * 4; i++) text += next(i);
  return Array.from({ length: count }, (_, i) => text.slice(i * 4, i * 4 + 4));
}
