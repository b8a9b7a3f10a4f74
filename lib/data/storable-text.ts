/** A text as it can be stored: Postgres stores no NUL, UTF-8 no half of a surrogate pair; U+FFFD stands in for both. */
export function storableText(text: string): string {
  return Buffer.from(text.replaceAll("\0", "\uFFFD")).toString();
}
