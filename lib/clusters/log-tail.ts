/**
 * Reads the one long text of `{"logs": "…"}` while it comes, and gives out what stands in it after its first `skip` UTF-16 units, at most
 * `most` of them: a log of hours is never held whole. Throws a SyntaxError where the answer is not of that shape.
 */
export async function* tailOfLogs(
  pieces: AsyncIterable<Uint8Array>,
  { skip, most }: { skip: number; most: number },
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let before = "";
  let isInside = false;
  let [left, room] = [skip, most];
  for await (const piece of pieces) {
    let sent = before + decoder.decode(piece, { stream: true });
    if (!isInside) {
      const begins = /^\s*\{\s*"logs"\s*:\s*"/.exec(sent);
      if (!begins) {
        if (sent.length > 200) throw new SyntaxError("The answer holds no logs");
        before = sent;
        continue;
      }
      isInside = true;
      sent = sent.slice(begins[0].length);
    }
    const { whole, rest, isEnd } = cut(sent);
    before = rest;
    const text = JSON.parse(`"${whole}"`) as string;
    const passed = Math.min(left, text.length);
    left -= passed;
    const fresh = text.slice(passed, passed + room);
    room -= fresh.length;
    if (fresh !== "") yield fresh;
    if (isEnd || room === 0) return;
  }
  if (!isInside && /^\s*\{\s*"logs"\s*:\s*null\s*\}\s*$/.test(before)) return;
  throw new SyntaxError("The answer broke off");
}

/** Up to the quote that ends the text, or to before an escape that is not whole yet. */
function cut(sent: string): { whole: string; rest: string; isEnd: boolean } {
  let at = 0;
  while (at < sent.length && sent[at] !== '"') {
    if (sent[at] !== "\\") at += 1;
    else {
      const length = sent[at + 1] === "u" ? 6 : 2;
      if (at + length > sent.length) return { whole: sent.slice(0, at), rest: sent.slice(at), isEnd: false };
      at += length;
    }
  }
  return { whole: sent.slice(0, at), rest: sent.slice(at), isEnd: at < sent.length };
}
