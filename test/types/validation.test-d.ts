/** A generated module of schemas is a table, whole or in parts; operations are those of the spec. */

import * as z from 'zod';
import { createClient } from '../../src/generated/index.ts';
import type { ClientOptions } from '../../src/runtime/index.ts';
import * as replies from '../fixtures/kennel/zod/validate-replies.ts';
import { replaceDog } from '../fixtures/kennel/zod/validate-requests.ts';

export const kennel: ClientOptions<
  string,
  never,
  'getDog' | 'replaceDog' | 'addPhoto' | 'exportDogs' | 'watchDogs'
> = {
  validate: { request: { replaceDog }, response: replies, onViolation: 'report' },
};

createClient({ validate: { response: { getPortfolio: { 200: z.object({ id: z.string() }) } } } });
// @ts-expect-error An operation that is not in the spec.
createClient({ validate: { response: { getPortfolios: { 200: z.string() } } } });
// @ts-expect-error No schema of any library.
createClient({ validate: { response: { getPortfolio: { 200: (value: unknown) => value } } } });
