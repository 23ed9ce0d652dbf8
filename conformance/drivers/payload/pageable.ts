import { driver, gives } from '../../scenario.ts';
import * as sdk from '../../sdk/payload/pageable/index.ts';

export default driver('Payload_Pageable', (server) => {
  const api = sdk.createBareClient(server);
  return {
    ServerDrivenPagination_link: async () => {
      await gives(sdk.serverDrivenPaginationLink(api), {
        pets: [
          { id: '1', name: 'dog' },
          { id: '2', name: 'cat' },
        ],
        next: 'http://localhost:3000/payload/pageable/server-driven-pagination/link/nextPage',
      });
      await /* TODO no operation for get /payload/pageable/server-driven-pagination/link/nextPage */ undefined;
    },
    ServerDrivenPagination_linkString: async () => {
      await gives(sdk.serverDrivenPaginationLinkString(api), {
        pets: [
          { id: '1', name: 'dog' },
          { id: '2', name: 'cat' },
        ],
        next: 'http://localhost:3000/payload/pageable/server-driven-pagination/link-string/nextPage',
      });
      await /* TODO no operation for get /payload/pageable/server-driven-pagination/link-string/nextPage */ undefined;
    },
    ServerDrivenPagination_nestedLink: async () => {
      await gives(sdk.serverDrivenPaginationNestedLink(api), {
        nestedItems: {
          pets: [
            { id: '1', name: 'dog' },
            { id: '2', name: 'cat' },
          ],
        },
        nestedNext: {
          next: 'http://localhost:3000/payload/pageable/server-driven-pagination/nested-link/nextPage',
        },
      });
      await /* TODO no operation for get /payload/pageable/server-driven-pagination/nested-link/nextPage */ undefined;
    },
    ServerDrivenPagination_AlternateInitialVerb_post: async () => {
      await gives(sdk.alternateInitialVerbPost(api, { body: { filter: 'foo eq bar' } }), {
        pets: [
          { id: '1', name: 'dog' },
          { id: '2', name: 'cat' },
        ],
        next: 'http://localhost:3000/payload/pageable/server-driven-pagination/link/initial-post/nextPage?token=abc',
      });
      await /* TODO no operation for get /payload/pageable/server-driven-pagination/link/initial-post/nextPage */ undefined;
    },
    ServerDrivenPagination_ContinuationToken_requestQueryResponseBody: async () => {
      await gives(sdk.continuationTokenRequestQueryResponseBody(api, { foo: 'foo', bar: 'bar' }), {
        pets: [
          { id: '1', name: 'dog' },
          { id: '2', name: 'cat' },
        ],
        nextToken: 'page2',
      });
      await gives(
        sdk.continuationTokenRequestQueryResponseBody(api, { token: 'page2', foo: 'foo', bar: 'bar' }),
        {
          pets: [
            { id: '3', name: 'bird' },
            { id: '4', name: 'fish' },
          ],
        },
      );
    },
    ServerDrivenPagination_ContinuationToken_requestHeaderResponseBody: async () => {
      await gives(sdk.continuationTokenRequestHeaderResponseBody(api, { foo: 'foo', bar: 'bar' }), {
        pets: [
          { id: '1', name: 'dog' },
          { id: '2', name: 'cat' },
        ],
        nextToken: 'page2',
      });
      await gives(
        sdk.continuationTokenRequestHeaderResponseBody(api, { token: 'page2', foo: 'foo', bar: 'bar' }),
        {
          pets: [
            { id: '3', name: 'bird' },
            { id: '4', name: 'fish' },
          ],
        },
      );
    },
    ServerDrivenPagination_ContinuationToken_requestQueryResponseHeader: async () => {
      await gives(sdk.continuationTokenRequestQueryResponseHeader(api, { foo: 'foo', bar: 'bar' }), {
        pets: [
          { id: '1', name: 'dog' },
          { id: '2', name: 'cat' },
        ],
      });
      await gives(
        sdk.continuationTokenRequestQueryResponseHeader(api, { token: 'page2', foo: 'foo', bar: 'bar' }),
        {
          pets: [
            { id: '3', name: 'bird' },
            { id: '4', name: 'fish' },
          ],
        },
      );
    },
    ServerDrivenPagination_ContinuationToken_requestHeaderResponseHeader: async () => {
      await gives(sdk.continuationTokenRequestHeaderResponseHeader(api, { foo: 'foo', bar: 'bar' }), {
        pets: [
          { id: '1', name: 'dog' },
          { id: '2', name: 'cat' },
        ],
      });
      await gives(
        sdk.continuationTokenRequestHeaderResponseHeader(api, { token: 'page2', foo: 'foo', bar: 'bar' }),
        {
          pets: [
            { id: '3', name: 'bird' },
            { id: '4', name: 'fish' },
          ],
        },
      );
    },
    PageSize_listWithoutContinuation: () =>
      gives(sdk.pageSizeListWithoutContinuation(api), {
        pets: [
          { id: '1', name: 'dog' },
          { id: '2', name: 'cat' },
          { id: '3', name: 'bird' },
          { id: '4', name: 'fish' },
        ],
      }),
    PageSize_listWithPageSize: async () => {
      await gives(sdk.pageSizeListWithPageSize(api, { pageSize: 2 }), {
        pets: [
          { id: '1', name: 'dog' },
          { id: '2', name: 'cat' },
        ],
      });
      await gives(sdk.pageSizeListWithPageSize(api, { pageSize: 4 }), {
        pets: [
          { id: '1', name: 'dog' },
          { id: '2', name: 'cat' },
          { id: '3', name: 'bird' },
          { id: '4', name: 'fish' },
        ],
      });
    },
    ServerDrivenPagination_ContinuationToken_requestQueryNestedResponseBody: async () => {
      await gives(sdk.continuationTokenRequestQueryNestedResponseBody(api, { foo: 'foo', bar: 'bar' }), {
        nestedItems: {
          pets: [
            { id: '1', name: 'dog' },
            { id: '2', name: 'cat' },
          ],
        },
        nestedNext: { nextToken: 'page2' },
      });
      await gives(
        sdk.continuationTokenRequestQueryNestedResponseBody(api, { token: 'page2', foo: 'foo', bar: 'bar' }),
        {
          nestedItems: {
            pets: [
              { id: '3', name: 'bird' },
              { id: '4', name: 'fish' },
            ],
          },
        },
      );
    },
    ServerDrivenPagination_ContinuationToken_requestHeaderNestedResponseBody: async () => {
      await gives(sdk.continuationTokenRequestHeaderNestedResponseBody(api, { foo: 'foo', bar: 'bar' }), {
        nestedItems: {
          pets: [
            { id: '1', name: 'dog' },
            { id: '2', name: 'cat' },
          ],
        },
        nestedNext: { nextToken: 'page2' },
      });
      await gives(
        sdk.continuationTokenRequestHeaderNestedResponseBody(api, { token: 'page2', foo: 'foo', bar: 'bar' }),
        {
          nestedItems: {
            pets: [
              { id: '3', name: 'bird' },
              { id: '4', name: 'fish' },
            ],
          },
        },
      );
    },
  };
});
