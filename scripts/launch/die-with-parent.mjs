// Preloaded into every child of a launcher. The pipe between them closes however the launcher ends, also by kill -9;
// the child then stops as on SIGTERM, and not later than it would have been given.
const { LAUNCHER_PID, LAUNCHER_GRACE_MS } = process.env;

// Node options are inherited: a grandchild, such as the server of next dev, lives by its own parent's rules.
if (process.channel && process.ppid === Number(LAUNCHER_PID)) {
  process.once("disconnect", () => {
    setTimeout(() => process.exit(1), Number(LAUNCHER_GRACE_MS)).unref();
    process.kill(process.pid, "SIGTERM");
  });
  process.channel.unref(); // the pipe alone keeps nobody alive
  // Nobody reads our output any more either; that must not cut the clean stop short.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}
