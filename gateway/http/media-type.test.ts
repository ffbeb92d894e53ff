import { acceptedMediaType, asksOlderMediaType } from './media-type.ts';

const NEWER = 'application/graphql-response+json';
const OLDER = 'application/json';

it.each([
  [undefined, OLDER, false],
  ['*/*', OLDER, false],
  ['application/*', OLDER, false],
  ['application/json', OLDER, true],
  ['application/json, text/plain, */*', OLDER, true],
  [`${NEWER}, application/json;q=0.9`, NEWER, false],
  ['APPLICATION/GRAPHQL-RESPONSE+JSON; charset=UTF-8', NEWER, false],
  [`${NEWER};q=0, application/json`, OLDER, true],
  ['application/json; charset=latin1', null, false],
  ['text/html', null, false],
  ['', OLDER, false],
])('Accept %p is answered as %p', (accept, type, older) => {
  expect([acceptedMediaType(accept), asksOlderMediaType(accept)]).toEqual([type, older]);
});
