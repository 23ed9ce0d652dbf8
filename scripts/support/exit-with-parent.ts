/**
 * Loaded into a child process by `--import`: it ends when the process that started it does, even if
 * that one was killed. The channel between them closes in any case, and this side notices.
 */

process.once('disconnect', () => process.exit());
