/** What the mock server is given of a document. */

import { expect, test } from 'vitest';
import { sliceOf } from '../../../generator/src/contract/mock/slice.ts';
import { aDocument, anOperation } from '../support.ts';

test('callbacks are left out: nobody outside is called', () => {
  const callbacks = { done: { '{$request.body#/url}': { post: anOperation({}) } } };
  const document = aDocument({
    paths: { '/jobs': { post: anOperation({ callbacks }), get: anOperation({}) } },
  });
  const { paths } = sliceOf(document, '/jobs', 'POST');
  expect(paths).toEqual({ '/jobs': { post: anOperation({}) } });
});
