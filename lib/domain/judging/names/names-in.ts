/** Those names of which every word stands in a text, one after the other, whatever signs are between them. */
export function namesIn(text: string, names: readonly string[]): string[] {
  const read = wordsOf(text);
  return names.filter((name) => wordsOf(name).trim().length > 1 && read.includes(wordsOf(name)));
}

/** Words and numbers in small letters, each between blanks: "Quokka7b" has three. */
function wordsOf(text: string): string {
  const words =
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/\p{L}+|\p{N}+/gu) ?? [];
  return ` ${words.join(" ")} `;
}
