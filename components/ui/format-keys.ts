const signs: Record<string, [mac: string, other: string]> = {
  mod: ["⌘", "Ctrl"],
  shift: ["⇧", "Shift"],
  alt: ["⌥", "Alt"],
  enter: ["↵", "Enter"],
  escape: ["Esc", "Esc"],
  arrowleft: ["←", "←"],
  arrowright: ["→", "→"],
  arrowup: ["↑", "↑"],
  arrowdown: ["↓", "↓"],
  " ": ["Space", "Space"],
  space: ["Space", "Space"],
};

/** The keys of a combination as a person reads them: `mod+k` is ["⌘", "K"] on a Mac and ["Ctrl", "K"] elsewhere. */
export function formatKeys(combination: string, mac: boolean): string[] {
  // A trailing + is the key itself, not a separator.
  return combination.split(/\+(?!$)/).map((key) => {
    const sign = signs[key.toLowerCase()];
    return sign ? sign[mac ? 0 : 1] : key.length === 1 ? key.toUpperCase() : key;
  });
}
