/** Where timers are objects (Node, Bun, Deno's Node mode), one of ours must not keep the process alive. */
export function unref(timer: unknown): void {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
    timer.unref();
}
