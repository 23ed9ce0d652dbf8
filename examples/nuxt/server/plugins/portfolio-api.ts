import { closeShared } from 'breakwater';

/** Nitro calls `close` before each reload, and when the process ends. */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('close', closeShared);
});
