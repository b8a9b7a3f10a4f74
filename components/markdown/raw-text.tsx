import { memo, type ReactNode } from "react";
import { cutText } from "./cut-text";

/** A text letter by letter, with its spaces and line ends: what a training file will hold. */
export function RawText({ text, end }: { text: string; end?: ReactNode }) {
  const pieces = cutText(text);
  return (
    <div
      dir="auto"
      className="max-w-script whitespace-pre-wrap font-mono text-[0.8125rem] leading-relaxed wrap-anywhere"
    >
      {pieces.map((piece, i) => (
        <Piece key={piece.at} text={piece.text} end={i === pieces.length - 1 ? end : undefined} />
      ))}
      {pieces.length === 0 && end}
    </div>
  );
}

const Piece = memo(function Piece({ text, end }: { text: string; end?: ReactNode }) {
  return (
    <p dir="auto">
      {text}
      {end}
    </p>
  );
});
