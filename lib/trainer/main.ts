// Before anything is imported that looks at it: log lines and the size of the pool depend on which process this is.
process.env.REALCHAT_PROCESS = "trainer";

const { runTrainer } = await import("./run-trainer");
await runTrainer();

export {};
