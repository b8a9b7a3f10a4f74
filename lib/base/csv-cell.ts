/**
 * A cell of CSV: numbers as they are; text that a spreadsheet would take for a formula begins with an apostrophe, whatever blanks
 * or signs that nobody sees stand before it and in whatever width; quoted where a spreadsheet of any country would end it.
 */
export function csvCell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = /^[\s\p{Cf}\p{Cc}]*[=+@＝＋＠\-−－]/u.test(value) ? `'${value}` : value;
  return /[",;\t|\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
