/** What the benches put into the pages that they measure. */
interface Window {
  paintProbe: {
    begin(): void;
    end(): {
      ages: number[];
      frames: number;
      longTasks: number[];
      longFrames: { duration: number; inScripts: number; inLayout: number }[];
      replies: number;
      seconds: number;
    };
  };
  nextItemProbe: {
    item(): string | null;
    paints(): number;
    begin(about?: string): void;
    end(): { paints: number[]; blank: number };
  };
}
