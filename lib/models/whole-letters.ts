/** Holds back half of a surrogate pair until its other half arrives: events are stored and sent one by one. */
export function wholeLetters(): { take(text: string): string; isHalf(): boolean } {
  let half = "";
  return {
    isHalf: () => half !== "",
    take(text) {
      const joined = half + text;
      half = endsInHalf(joined) ? joined.slice(-1) : "";
      return half === "" ? joined : joined.slice(0, -1);
    },
  };
}

/** Whether a text ends in the first half of a surrogate pair. */
export function endsInHalf(text: string): boolean {
  return (text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800;
}
