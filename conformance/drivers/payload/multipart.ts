import { jpg, png } from '../../assets.ts';
import { driver } from '../../scenario.ts';
import * as sdk from '../../sdk/payload/multipart/index.ts';

const profileImage = new File([jpg], 'image.jpg');
const picture = new File([png], 'image.png');
const hello = new File([jpg], 'hello.jpg', { type: 'image/jpg' });
const pngFile = new File([png], 'image.png', { type: 'image/png' });
const id = '123';
const address = { city: 'X' };

export default driver('Payload_MultiPart_FormData', (server) => {
  const api = sdk.createBareClient(server);
  return {
    basic: () => sdk.formDataBasic(api, { body: { id, profileImage } }),
    withWireName: () => sdk.formDataWithWireName(api, { body: { id, profileImage } }),
    optionalParts: async () => {
      await sdk.formDataOptionalParts(api, { body: { id } });
      await sdk.formDataOptionalParts(api, { body: { profileImage } });
      await sdk.formDataOptionalParts(api, { body: { id, profileImage } });
    },
    fileArrayAndBasic: () =>
      sdk.formDataFileArrayAndBasic(api, {
        body: { id, address, profileImage, pictures: [picture, picture] },
      }),
    jsonPart: () => sdk.formDataJsonPart(api, { body: { address, profileImage } }),
    binaryArrayParts: () => sdk.formDataBinaryArrayParts(api, { body: { id, pictures: [picture, picture] } }),
    multiBinaryParts: async () => {
      await sdk.formDataMultiBinaryParts(api, { body: { profileImage } });
      await sdk.formDataMultiBinaryParts(api, { body: { profileImage, picture } });
    },
    checkFileNameAndContentType: () =>
      sdk.formDataCheckFileNameAndContentType(api, { body: { id, profileImage: hello } }),
    anonymousModel: () => sdk.formDataAnonymousModel(api, { body: { profileImage } }),
    HttpParts_ContentType_imageJpegContentType: () =>
      sdk.contentTypeImageJpegContentType(api, { body: { profileImage: new File([jpg], 'hello.jpg') } }),
    HttpParts_ContentType_requiredContentType: () =>
      sdk.contentTypeRequiredContentType(api, { body: { profileImage } }),
    HttpParts_ContentType_optionalContentType: () =>
      sdk.contentTypeOptionalContentType(api, { body: { profileImage } }),
    HttpParts_jsonArrayAndFileArray: () =>
      sdk.httpPartsJsonArrayAndFileArray(api, {
        body: {
          id,
          address,
          profileImage,
          previousAddresses: [{ city: 'Y' }, { city: 'Z' }],
          pictures: [picture, picture],
        },
      }),
    HttpParts_NonString_float: () => sdk.nonStringFloat(api, { body: { temperature: 0.5 } }),
    File_uploadFileSpecificContentType: () =>
      sdk.fileUploadFileSpecificContentType(api, { body: { file: new File([png], 'image.png') } }),
    File_uploadFileRequiredFilename: () =>
      sdk.fileUploadFileRequiredFilename(api, { body: { file: pngFile } }),
    File_uploadFileArray: () => sdk.fileUploadFileArray(api, { body: { files: [pngFile, pngFile] } }),
  };
});
