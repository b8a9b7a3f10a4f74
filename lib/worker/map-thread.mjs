// A thread does not inherit the loader that reads TypeScript; this gives it one of its own.
import { register } from "tsx/esm/api";

register();
await import("./map-thread.ts");
