const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * Which way a list, a table or a quote runs, told by its first letter: `dir="auto"` does not look into children that
 * have a direction of their own.
 */
export function directionOf(text: string): "ltr" | "rtl" {
  return rightToLeft.test(/\p{L}/u.exec(text)?.[0] ?? "") ? "rtl" : "ltr";
}
