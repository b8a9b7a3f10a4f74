import { plainWords } from "../markdown/plain-words";

/** The first paragraph of a Markdown text in one line, without its marks; its first heading where it has nothing else. */
export function firstWords(markdown: string): string {
  const blocks = markdown
    .replace(/\r\n?/g, "\n")
    .split(/\n\s*\n|\n(?=#{1,6} )|(?<=^#{1,6} .*)\n/m)
    .map((block) => block.trim())
    .filter((block) => block !== "" && !/^([-*_=] *){3,}$/.test(block));
  const block = blocks.find((one) => !/^#{1,6} /.test(one)) ?? blocks[0] ?? "";
  const words = block
    .replace(/^ {0,3}(#{1,6} |>+ ?|[-*+] |\d+[.)] )/gm, "")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/(\*\*|__|~~|`)(.+?)\1/g, "$2")
    .replace(/(?<![\p{L}\d*])\*(\S[^*]*)\*(?![\p{L}\d*])/gu, "$1")
    .replace(/\s+/g, " ");
  return plainWords(words.trim());
}
