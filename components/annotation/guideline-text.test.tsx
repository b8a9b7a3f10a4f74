import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { GuidelineText } from "./guideline-drawer";

const text = `# How to judge

Read the *whole* dialogue
before you decide.

## 1. Safety & **care**

- Reject what harms.
- See [the rules](https://example.org/rules).

![a picture](https://example.org/x.png)

<script>alert(1)</script>
`;

it("reads as Markdown, fetches nothing, and runs nothing", () => {
  const { container } = render(<GuidelineText text={text} />);
  expect(screen.getByText("whole").tagName).toBe("EM");
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toContain("Reject what harms.");
  expect(screen.getByRole("link").getAttribute("href")).toBe("https://example.org/rules");
  expect(container.querySelector("img, script")).toBeNull();
  expect(container.textContent).toContain("a picture");
  expect(container.textContent).toContain("<script>alert(1)</script>");
});

it("joins lines that were only wrapped", () => {
  const { container } = render(<GuidelineText text={text} />);
  expect(container.querySelector("br")).toBeNull();
});

it("marks the heading that a reason points at, whatever is marked in it", () => {
  const { container } = render(<GuidelineText text={text} marked={["## 1. safety & care"]} />);
  const marked = [...container.querySelectorAll("[data-marked]")];
  expect(marked.map(({ tagName }) => tagName)).toEqual(["H2"]);
  expect(marked[0]?.textContent).toContain("what your reason points at");
});
