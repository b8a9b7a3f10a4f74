/** As a ref: what appears and takes no focus, so that digits and Enter reach it, is scrolled to all the same. */
export function comeIntoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}
