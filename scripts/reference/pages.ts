/** The pages of the reference. */

import type { Page } from './page.ts';

/** What somebody implements, or another library does: ports and the like. */
const closed = new Set([
  ...[
    'Clock',
    'Credential',
    'Keyv',
    'KeyvStoreAdapter',
    'Logger',
    'Tracing',
    'Transport',
    'TransportRequest',
    'Validation',
  ],
  ...['RequestSchemas', 'ReplySchemas', 'StandardSchemaV1'],
]);

export const pages: Readonly<Record<string, Page>> = {
  'options.md': {
    title: 'Options',
    introduction: `What \`createClient\`, \`createBareClient\` and \`useClient\` take, what a single call takes, and what \`validation\` takes, from
the docstrings that your editor shows. What cannot be used is refused by \`createClient\`, with the option's name, what is expected there, and
what was found. *By resource* is an object with a member for each tag of the spec; another name does not compile.

An SDK adds what its spec has: \`server\` and \`variables\` where there are several servers ([servers](../servers.md)), and
the names of its security schemes in \`auth\` ([auth](../auth.md)).`,
    roots: [
      { heading: 'Of a client', name: 'ClientOptions', path: '' },
      { heading: 'Of a call', name: 'CallOptions', path: 'call.' },
      { heading: 'Of validation', name: 'ValidationOptions', path: 'validation.' },
    ],
    closed,
  },
  'config.md': {
    title: 'breakwater.config.ts',
    introduction: `What \`defineConfig\` of \`@breakwater/generator\` takes: one job, or several under \`jobs\`. Paths are relative to the file.
Flags of \`breakwater generate\` win over what stands here: [the generator](../generator.md).`,
    roots: [
      { heading: 'One job', name: 'Job', path: '' },
      { heading: 'Several jobs', name: 'JobsConfig', path: '' },
    ],
    closed,
  },
};
