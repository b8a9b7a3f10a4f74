/** Up to here a growing part is read anew wherever a word may change how it reads. */
const readWhole = 512;
const growth = 1 + 1 / 16;
/** What may change how the words before or after it read; any other word may be put behind what was read. */
const telling = /[*_`~$[\]<>|&\\#\n:!+=-]/;
/** As far back as one looks for such a character. */
const lookBack = 400;

/**
 * How much of a growing part is read as Markdown; the rest is shown behind it as it is. Words without a mark of Markdown
 * among them need no reading. A long part is read again only once it has grown by a sixteenth, so that a word costs the
 * same in a long table as in a short one.
 */
export function readLength(text: string): number {
  return Math.min(behindLastMark(text), stepBelow(text.length));
}

/** Behind the second word that follows the last mark: the marks of a list or a heading come with their first word. */
function behindLastMark(text: string): number {
  const least = Math.max(0, text.length - lookBack);
  let at = text.length - 1;
  while (at >= least && !telling.test(text.charAt(at))) at -= 1;
  if (at < least && least > 0) return text.length;
  const words = /^\s*(?:[!-~]+|\S)\s*(?:[!-~]+|\S)/.exec(text.slice(at + 1));
  return words ? at + 1 + words[0].length : text.length;
}

function stepBelow(length: number): number {
  if (length <= readWhole) return length;
  const steps = Math.floor(Math.log(length / readWhole) / Math.log(growth));
  return Math.min(length, Math.floor(readWhole * growth ** steps));
}
