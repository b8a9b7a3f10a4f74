/** Of the XML in which S3 answers, what stands in each element of this name; its own elements are read the same way. */
export function elementsOf(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, "g"))].map(
    ([, inner = ""]) => inner,
  );
}

/** The text of the first element of this name; empty where there is none. */
export function textOf(xml: string, name: string): string {
  const [inner = ""] = elementsOf(xml, name);
  return inner.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex: string, code: string, word: string) =>
    hex || code ? String.fromCodePoint(Number.parseInt(hex || code, hex ? 16 : 10)) : (words[word] ?? whole),
  );
}

const words: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

export function escaped(text: string): string {
  return text.replace(/[<>&"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}
