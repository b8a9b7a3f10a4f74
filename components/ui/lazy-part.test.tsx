import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { createMoment } from "@/lib/client/moment";
import { lazyPart } from "./lazy-part";

function Greeting({ name }: { name: string }) {
  return <p>Hello {name}</p>;
}

it("keeps the room until the part is there, and draws it at once where it is", async () => {
  const moment = createMoment("the greeting", async () => ({ Greeting }));
  const Part = lazyPart(moment, (parts) => parts.Greeting, <p>Soon</p>);
  const first = render(<Part name="Ada" />);
  expect(screen.getByText("Soon")).toBeTruthy();
  expect(await screen.findByText("Hello Ada")).toBeTruthy();
  first.unmount();
  render(<Part name="Bo" />);
  expect(screen.getByText("Hello Bo")).toBeTruthy();
});

it("says what could not be fetched, and fetches it again when asked", async () => {
  let isOnline = false;
  const moment = createMoment("the greeting", async () => {
    if (!isOnline) throw new Error("no network");
    return { Greeting };
  });
  const Part = lazyPart(moment, (parts) => parts.Greeting);
  render(<Part name="Ada" />);
  expect((await screen.findByRole("alert")).textContent).toContain("Could not show the greeting.");
  isOnline = true;
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Hello Ada")).toBeTruthy();
});

it("fails alone when the part breaks, and is drawn again when asked", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const state = { isBroken: true };
  function Fragile() {
    if (state.isBroken) throw new Error("broken");
    return <p>Whole</p>;
  }
  const moment = createMoment("the part", async () => ({ Fragile }));
  const Part = lazyPart(moment, (parts) => parts.Fragile);
  render(
    <main>
      <p>The page</p>
      <Part />
    </main>,
  );
  expect((await screen.findByRole("alert")).textContent).toContain("Could not show the part.");
  expect(screen.getByText("The page")).toBeTruthy();
  state.isBroken = false;
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Whole")).toBeTruthy();
  vi.restoreAllMocks();
});
