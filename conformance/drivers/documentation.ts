import { driver } from '../scenario.ts';
import * as sdk from '../sdk/documentation/index.ts';

export default driver('Documentation', (server) => {
  const api = sdk.createBareClient(server);
  return {
    Lists_bulletPointsOp: () => sdk.listsBulletPointsOp(api),
    Lists_bulletPointsModel: () => sdk.listsBulletPointsModel(api, { body: { input: { prop: 'Simple' } } }),
    Lists_numbered: () => sdk.listsNumbered(api),
    TextFormatting_boldText: () => sdk.textFormattingBoldText(api),
    TextFormatting_italicText: () => sdk.textFormattingItalicText(api),
    TextFormatting_combinedFormatting: () => sdk.textFormattingCombinedFormatting(api),
  };
});
