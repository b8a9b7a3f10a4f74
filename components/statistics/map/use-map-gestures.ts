import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from "react";
import { type MapView, panned, pinched, type Size, type Spot, wholeView, zoomed } from "./map-view";

type Gestures = {
  canvas: RefObject<HTMLElement | null>;
  size: Size;
  /** Whether a drag draws around points rather than moving the map; Shift does the other. */
  draws: boolean;
  onLasso: (line: Spot[], view: MapView) => void;
  onRest: (spot: Spot | null, view: MapView) => void;
  onTap: (spot: Spot, view: MapView, isTouch: boolean) => void;
};

/** A press that moved less than this is a tap. */
const still = 4;

/** What fingers, mouse, wheel and keys do to a map: where it lies in its window, and the line that is being drawn. */
export function useMapGestures({ canvas, size, draws, onLasso, onRest, onTap }: Gestures) {
  const [moved, setMoved] = useState<MapView | null>(null);
  const [line, setLine] = useState<Spot[] | null>(null);
  const pressed = useRef(new Map<number, Spot>());
  const travelled = useRef(0);
  const view = moved ?? wholeView(size);
  const zoom = (by: number, at: Spot = { x: size.width / 2, y: size.height / 2 }) =>
    setMoved((before) => zoomed(before ?? wholeView(size), size, by, at));
  const pan = (by: Spot) => setMoved((before) => panned(before ?? wholeView(size), size, by));

  const showAll = () => setMoved(null);

  useWheel(canvas, zoom);

  function press(event: PointerEvent<HTMLElement>) {
    const at = spotIn(event);
    event.currentTarget.setPointerCapture(event.pointerId);
    if (pressed.current.size === 0) travelled.current = 0;
    pressed.current.set(event.pointerId, at);
    setLine(pressed.current.size === 1 && draws !== event.shiftKey ? [at] : null);
  }

  function move(event: PointerEvent<HTMLElement>) {
    const at = spotIn(event);
    const before = pressed.current.get(event.pointerId);
    if (!before) return onRest(at, view);
    travelled.current += Math.hypot(at.x - before.x, at.y - before.y);
    const other = [...pressed.current].find(([id]) => id !== event.pointerId)?.[1];
    pressed.current.set(event.pointerId, at);
    if (other) setMoved((was) => pinched(was ?? wholeView(size), size, [before, other], [at, other]));
    else if (line) setLine([...line, at]);
    else pan({ x: at.x - before.x, y: at.y - before.y });
  }

  function release(event: PointerEvent<HTMLElement>) {
    const isLast = pressed.current.delete(event.pointerId) && pressed.current.size === 0;
    if (!isLast) return;
    setLine(null);
    if (event.type === "pointercancel") return;
    if (travelled.current < still) onTap(spotIn(event), view, event.pointerType !== "mouse");
    else if (line && line.length > 2) onLasso(line, view);
  }

  const handlers = {
    onPointerDown: press,
    onPointerMove: move,
    onPointerUp: release,
    onPointerCancel: release,
    // A finger that is lifted leaves, too: what it touched stays told until another touch.
    onPointerLeave: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType !== "touch") onRest(null, view);
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => pressKey(event, { pan, zoom, showAll }),
  };
  return { view, line, zoom, showAll, handlers };
}

/** Zooms by the wheel, of which React hears too late to keep the page from scrolling. */
function useWheel(on: RefObject<HTMLElement | null>, zoom: (by: number, at: Spot) => void): void {
  const turn = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    zoom(Math.exp(-event.deltaY / 400), { x: event.clientX - left, y: event.clientY - top });
  });
  useEffect(() => {
    const element = on.current;
    if (!element) return undefined;
    const heard = (event: WheelEvent) => turn(event);
    element.addEventListener("wheel", heard, { passive: false });
    return () => element.removeEventListener("wheel", heard);
  }, [on]);
}

type Acts = { pan: (by: Spot) => void; zoom: (by: number) => void; showAll: () => void };

function pressKey(event: KeyboardEvent<HTMLElement>, { pan, zoom, showAll }: Acts): void {
  const step = 60;
  const acts: Record<string, () => void> = {
    ArrowLeft: () => pan({ x: step, y: 0 }),
    ArrowRight: () => pan({ x: -step, y: 0 }),
    ArrowUp: () => pan({ x: 0, y: step }),
    ArrowDown: () => pan({ x: 0, y: -step }),
    "+": () => zoom(1.4),
    "=": () => zoom(1.4),
    "-": () => zoom(1 / 1.4),
    "0": showAll,
  };
  const act = acts[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
}

function spotIn(event: PointerEvent<HTMLElement>): Spot {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}
