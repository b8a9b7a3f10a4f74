/**
 * What browsers leave in dialogues that were copied out of a page: tags, escaped signs, the words of buttons. Only what is
 * certainly residue is taken out: a text about HTML, or with code in it, stays as it is.
 */

const fences = /(```[\s\S]*?(?:```|$)|`[^`\n]*`)/;
/** A message that is a page's own markup from its first sign to its last. */
const isMarkup = /^\s*<(div|p|ul|ol|h[1-6]|table|blockquote|pre|span|section|article)\b[^>]*>[\s\S]*<\/\1>\s*$/i;
/** Marks of the pages that such texts were copied from. */
const pageMarks = /<(?:div|span|p|pre|code)\s[^>]*class="[^"]*(?:markdown|prose|flex|hljs|whitespace-pre)[^"]*"[^>]*>/i;

/** The text as Markdown without the residue; the text itself where there is none. */
export function withoutHtml(text: string): string {
  const plain = withoutButtons(text);
  const outside = plain
    .split(fences)
    .filter((_, i) => i % 2 === 0)
    .join("\n");
  if (!isMarkup.test(plain) && !pageMarks.test(outside)) return plain === text ? text : plain.trim();
  const marked = plain
    .split(fences)
    .map((part, i) => (i % 2 === 1 ? part : markdownOf(part)))
    .join("");
  return marked.replace(/\n{3,}/g, "\n\n").trim();
}

/** "Copy code" at the top of a block, the counter of answers above one, "Copy 12 chars / 3 words" below. */
function withoutButtons(text: string): string {
  return text
    .replace(/^(```[\w+#.-]*)[ \t]*\n?([\w+#.-]{1,20})?Copy code\n?/gm, (_, fence: string, language = "") =>
      fence.length > 3 ? `${fence}\n` : `${fence}${language}\n`,
    )
    .replace(/^\s*\d{1,3} \/ \d{1,3}\s*\n+/, "")
    .replace(/\n*^Copy\s*\d+ chars? \/ \d+ words?\s*$/gm, "");
}

function markdownOf(html: string): string {
  const marks: [RegExp, string | ((...found: string[]) => string)][] = [
    [
      /<pre[^>]*>\s*(?:<code[^>]*>)?([\s\S]*?)(?:<\/code>)?\s*<\/pre>/gi,
      (_, code = "") => `\n\`\`\`\n${code.replace(/<[^>]+>/g, "").trim()}\n\`\`\`\n`,
    ],
    [/<code[^>]*>([\s\S]*?)<\/code>/gi, "`$1`"],
    [
      /<h([1-6])[^>]*>([\s\S]*?)<\/h\1>/gi,
      (_, level = "1", title = "") => `\n\n${"#".repeat(Number(level))} ${title.trim()}\n\n`,
    ],
    [/<(?:strong|b)\b[^>]*>([\s\S]*?)<\/(?:strong|b)>/gi, "**$1**"],
    [/<(?:em|i)\b[^>]*>([\s\S]*?)<\/(?:em|i)>/gi, "*$1*"],
    [/<a\b[^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/gi, "[$2]($1)"],
    [/<li\b[^>]*>/gi, "\n- "],
    [/<br\s*\/?>/gi, "\n"],
    [/<hr\s*\/?>/gi, "\n\n---\n\n"],
    [/<\/?t[dh]\b[^>]*>/gi, " | "],
    [/<\/(?:p|div|ul|ol|table|tr|blockquote|section|article)>/gi, "\n"],
    [/<(?:p|div|ul|ol|table|tr|blockquote|section|article)\b[^>]*>/gi, "\n"],
    [/<\/?(?:span|li|thead|tbody|button|svg|path|img|label|input|figure|sup|sub|u)\b[^>]*>/gi, ""],
  ];
  const text = marks.reduce((held, [pattern, by]) => held.replace(pattern, by as string), html);
  // The sign that begins the others comes last, so that nothing is undone twice.
  return [
    [/&nbsp;/g, " "],
    [/&lt;/g, "<"],
    [/&gt;/g, ">"],
    [/&quot;/g, '"'],
    [/&#(?:39|x27);|&apos;/g, "'"],
    [/&amp;/g, "&"],
  ].reduce((held, [pattern, by]) => held.replace(pattern as RegExp, by as string), text);
}
