import { deepStrictEqual } from 'node:assert';
import { all, driver, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/payload/pageable/index.ts';

const first = [
  { id: '1', name: 'dog' },
  { id: '2', name: 'cat' },
];
const second = [
  { id: '3', name: 'bird' },
  { id: '4', name: 'fish' },
];
const pets = [...first, ...second];

/** What the server wants to see on every page. */
const others = { foo: 'foo', bar: 'bar' };

export default driver('Payload_Pageable', (server) => {
  const api = sdk.createBareClient(server);
  const lists = async (pages: AsyncIterable<sdk.Pet>) => deepStrictEqual(await all(pages), pets);
  return {
    ServerDrivenPagination_link: () => lists(sdk.serverDrivenPaginationLink(api)),
    ServerDrivenPagination_linkString: () => lists(sdk.serverDrivenPaginationLinkString(api)),
    ServerDrivenPagination_nestedLink: () => lists(sdk.serverDrivenPaginationNestedLink(api)),
    ServerDrivenPagination_ContinuationToken_requestQueryResponseBody: () =>
      lists(sdk.continuationTokenRequestQueryResponseBody(api, others)),
    ServerDrivenPagination_ContinuationToken_requestHeaderResponseBody: () =>
      lists(sdk.continuationTokenRequestHeaderResponseBody(api, others)),
    ServerDrivenPagination_ContinuationToken_requestQueryNestedResponseBody: () =>
      lists(sdk.continuationTokenRequestQueryNestedResponseBody(api, others)),
    ServerDrivenPagination_ContinuationToken_requestHeaderNestedResponseBody: () =>
      lists(sdk.continuationTokenRequestHeaderNestedResponseBody(api, others)),
    // A token in a header of the reply is for the caller to pass on.
    ServerDrivenPagination_ContinuationToken_requestQueryResponseHeader: async () => {
      const page = await sdk.continuationTokenRequestQueryResponseHeader(api, others).withResponse();
      const token = page.response.headers.get('next-token') ?? '';
      const next = await sdk.continuationTokenRequestQueryResponseHeader(api, { ...others, token });
      deepStrictEqual([...page.data.pets, ...next.pets], pets);
    },
    ServerDrivenPagination_ContinuationToken_requestHeaderResponseHeader: async () => {
      const page = await sdk.continuationTokenRequestHeaderResponseHeader(api, others).withResponse();
      const token = page.response.headers.get('next-token') ?? '';
      const next = await sdk.continuationTokenRequestHeaderResponseHeader(api, { ...others, token });
      deepStrictEqual([...page.data.pets, ...next.pets], pets);
    },
    PageSize_listWithoutContinuation: () => gives(sdk.pageSizeListWithoutContinuation(api), { pets }),
    PageSize_listWithPageSize: async () => {
      await gives(sdk.pageSizeListWithPageSize(api, { pageSize: 2 }), { pets: first });
      await gives(sdk.pageSizeListWithPageSize(api, { pageSize: 4 }), { pets });
    },
    XmlPagination_listWithContinuation: () => lists(sdk.xmlPaginationListWithContinuation(api)),
    XmlPagination_listWithNextLink: () => lists(sdk.xmlPaginationListWithNextLink(api)),
  };
});
