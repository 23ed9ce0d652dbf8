/**
 * TypeScript, taken as what it is. It does not say whether it is CommonJS, so that an `import` has Node compile its
 * nine megabytes to find out, and read them once more for the names of their exports. `require` does neither.
 */

import { createRequire } from 'node:module';

const typescript: unknown = createRequire(import.meta.url)('typescript');

export default typescript;
