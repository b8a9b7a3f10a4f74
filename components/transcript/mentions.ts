export type Person = { id: string; name: string };

/**
 * Ids of the people whom a text names as `@Name`, each once, in the order of `people`. Names may hold spaces, so the
 * longest name that fits wins: "@Ann Lee" is not "@Ann". Case does not matter; a letter right after the name means
 * somebody else.
 */
export function mentionedIn(text: string, people: readonly Person[]): string[] {
  const longestFirst = [...people].sort((a, b) => b.name.length - a.name.length);
  const named = new Set<string>();
  for (const { index } of text.matchAll(/@/g)) {
    const rest = text.slice(index + 1).toLowerCase();
    const person = longestFirst.find(
      ({ name }) => rest.startsWith(name.toLowerCase()) && !/^[\p{L}\p{N}]/u.test(rest.slice(name.length)),
    );
    if (person) named.add(person.id);
  }
  return people.filter(({ id }) => named.has(id)).map(({ id }) => id);
}

/** Who could be meant by the `@…` that is being typed at the end of `text`, at most 5; empty when none is. */
export function suggestMentions(text: string, people: readonly Person[]): Person[] {
  const begun = /(?:^|\s)@([^@\n]{0,40})$/.exec(text)?.[1]?.toLowerCase();
  if (begun === undefined) return [];
  const fitting = people.filter(({ name }) => name.toLowerCase() !== begun && name.toLowerCase().startsWith(begun));
  return fitting.slice(0, 5);
}

/** The text with the name that is being typed at its end written out. */
export function completeMention(text: string, { name }: Person): string {
  return text.replace(/@[^@\n]*$/, `@${name} `);
}
