// Before anything is imported that looks at it: log lines and the size of the pool depend on which process this is.
process.env.REALCHAT_PROCESS = "worker";

const { runWorker } = await import("./run-worker");
await runWorker();

export {};
