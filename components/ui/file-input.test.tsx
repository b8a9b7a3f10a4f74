import { fireEvent, render, screen } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { expect, it, vi } from "vitest";
import { FileButton, FileInput } from "./file-input";

const file = new File(["{}"], "talks.jsonl");

function choose(input: HTMLInputElement, ...files: File[]) {
  Object.defineProperty(input, "files", { value: files, configurable: true });
}

/** The page as the server sent it, with a file chosen in it before the browser woke it up. */
function wakeWithFile(page: React.ReactElement) {
  const container = document.body.appendChild(document.createElement("div"));
  container.innerHTML = renderToString(page);
  choose(screen.getByLabelText<HTMLInputElement>("File"), file);
  render(page, { container, hydrate: true });
}

it("notices a file that was chosen before the page woke up, and later ones", () => {
  const onChange = vi.fn();
  wakeWithFile(<FileInput aria-label="File" onChange={onChange} />);
  expect(onChange.mock.calls).toEqual([[file]]);
  const input = screen.getByLabelText<HTMLInputElement>("File");
  const other = new File(["[]"], "others.json");
  choose(input, other);
  fireEvent.change(input);
  choose(input);
  fireEvent.change(input);
  expect(onChange.mock.calls).toEqual([[file], [other], [null]]);
});

it("notices one behind a button, too", () => {
  const onFile = vi.fn();
  wakeWithFile(
    <FileButton aria-label="File" onFile={onFile}>
      Choose a file
    </FileButton>,
  );
  expect(onFile.mock.calls).toEqual([[file]]);
});
