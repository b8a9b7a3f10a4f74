/** Tags in a filter stand apart by commas; a comma that belongs to a tag has a backslash before it. */
export function readTagList(list: string): string[] {
  return list
    .split(/(?<!\\),/)
    .map((tag) => tag.replaceAll("\\,", ",").trim())
    .filter((tag) => tag !== "");
}

/** A tag as it stands in such a list. */
export function tagInList(tag: string): string {
  return tag.replaceAll(",", "\\,");
}
