import { png } from '../../assets.ts';
import { driver, gives, givesBytes } from '../../scenario.ts';
import * as sdk from '../../sdk/type/file/index.ts';

export default driver('Type_File_Body', (server) => {
  const api = sdk.createBareClient(server);
  return {
    uploadFileSpecificContentType: () =>
      sdk.bodyUploadFileSpecificContentType(api, { body: new Blob([png]) }),
    uploadFileJsonContentType: () =>
      sdk.bodyUploadFileJsonContentType(api, { body: { message: 'test file content' } }),
    downloadFileJsonContentType: () =>
      gives(sdk.bodyDownloadFileJsonContentType(api), { message: 'test file content' }),
    downloadFileSpecificContentType: () => givesBytes(sdk.bodyDownloadFileSpecificContentType(api), png),
    uploadFileMultipleContentTypes: () =>
      sdk.bodyUploadFileMultipleContentTypes(api, {
        contentType: 'image/png',
        body: new Blob([png], { type: 'image/png' }),
      }),
    downloadFileMultipleContentTypes: () => givesBytes(sdk.bodyDownloadFileMultipleContentTypes(api), png),
    uploadFileDefaultContentType: () =>
      sdk.bodyUploadFileDefaultContentType(api, { body: new Blob([png], { type: 'image/png' }) }),
    downloadFileDefaultContentType: () => givesBytes(sdk.bodyDownloadFileDefaultContentType(api), png),
  };
});
