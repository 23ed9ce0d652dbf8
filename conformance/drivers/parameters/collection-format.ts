import { driver } from '../../scenario.ts';
import * as sdk from '../../sdk/parameters/collection-format/index.ts';

export default driver('Parameters_CollectionFormat', (server) => {
  const api = sdk.createBareClient(server);
  return {
    Query_multi: () => sdk.queryMulti(api, { colors: ['blue', 'red', 'green'] }),
    Query_csv: () => sdk.queryCsv(api, { colors: ['blue', 'red', 'green'] }),
    Query_ssv: () => sdk.querySsv(api, { colors: ['blue', 'red', 'green'] }),
    Query_pipes: () => sdk.queryPipes(api, { colors: ['blue', 'red', 'green'] }),
    Header_csv: () => sdk.headerCsv(api, { colors: ['blue', 'red', 'green'] }),
  };
});
