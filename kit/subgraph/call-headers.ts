import { VIEWER_HEADER } from '../viewer/viewer-statement.ts';
import type { SubgraphCall } from './port.ts';

/** Headers of a call from the gateway to a subgraph, beside the viewer statement. */
export const LOCALE_HEADER = 'x-locale';
export const REQUEST_ID_HEADER = 'x-request-id';
export const REFRESH_TOKEN_HEADER = 'x-refresh-token';

export const headersOf = ({ statement, locale, requestId, refreshToken }: SubgraphCall): Record<string, string> => ({
  'content-type': 'application/json',
  accept: 'application/json',
  [VIEWER_HEADER]: statement,
  [LOCALE_HEADER]: locale,
  [REQUEST_ID_HEADER]: requestId,
  ...(refreshToken !== undefined && { [REFRESH_TOKEN_HEADER]: refreshToken }),
});
