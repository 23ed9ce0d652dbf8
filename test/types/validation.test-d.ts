/** A generated module of schemas is a table, whole or in parts; operations are those of the spec. */

import * as z from 'zod';
import { createClient } from '../../src/generated/index.ts';
import { type ClientOptions, validation } from '../../src/runtime/index.ts';
import * as replies from '../fixtures/kennel/zod/validate-replies.ts';
import { replaceDog } from '../fixtures/kennel/zod/validate-requests.ts';

export const kennel: ClientOptions<
  string,
  never,
  'getDog' | 'replaceDog' | 'addPhoto' | 'exportDogs' | 'watchDogs'
> = {
  validate: validation({ request: { replaceDog }, response: replies, onViolation: 'report' }),
};

createClient({ validate: validation({ response: { getPortfolio: { 200: z.object({ id: z.string() }) } } }) });
// @ts-expect-error An operation that is not in the spec.
createClient({ validate: validation({ response: { getPortfolios: { 200: z.string() } } }) });
// @ts-expect-error No schema of any library.
createClient({ validate: validation({ response: { getPortfolio: { 200: (value: unknown) => value } } }) });
// @ts-expect-error Tables alone, which nobody would look at.
createClient({ validate: { response: { getPortfolio: { 200: z.string() } } } });

/** Made beforehand, for any client or for the operations of one. */
const forAny = validation({ response: { getPortfolio: { 200: z.string() } } });
const forOne = validation<'getPortfolio'>({ response: { getPortfolio: { 200: z.string() } } });
const forNone = validation<'getDog'>({ response: replies });
createClient({ validate: forAny });
createClient({ validate: forOne });
// @ts-expect-error Of another API.
createClient({ validate: forNone });
