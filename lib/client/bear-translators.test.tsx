import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { bearTranslators } from "./bear-translators";

bearTranslators();

/** What a translator does: each text node goes into an element of the translator's. */
function translate(root: Element): void {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode()) found.push(text as Text);
  for (const text of found) {
    const font = document.createElement("font");
    text.replaceWith(font);
    font.append(text);
  }
}

function Tile({ words, busy }: { words: string[]; busy: boolean }) {
  return (
    <p>
      {busy && "writing"}
      {words.map((word) => (
        <span key={word}>{word}</span>
      ))}
      {!busy && "done"}
    </p>
  );
}

it("goes on drawing a page whose words a translator has moved", () => {
  const { container, rerender } = render(<Tile busy words={["one", "two"]} />);
  translate(container);
  rerender(<Tile busy={false} words={["zero", "one", "three"]} />);
  translate(container);
  rerender(<Tile busy words={["three"]} />);
  expect(screen.getByText("three")).toBeDefined();
  expect(container.textContent).not.toContain("done");
  expect(container.textContent).toContain("writing");
});
