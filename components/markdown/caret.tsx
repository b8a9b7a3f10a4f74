/** Where the next word will stand. */
export function Caret() {
  return (
    <span
      aria-hidden
      className="ml-0.5 inline-block h-[1.1em] w-0.5 translate-y-[0.2em] animate-caret bg-accent align-baseline"
    />
  );
}
