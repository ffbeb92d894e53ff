import { companyOrder, productOrder } from './order.ts';

it.each([
  ['RELEVANCE', true, [], null],
  ['RELEVANCE', false, ['rank:desc', 'seq:desc'], { attribute: 'rank', descending: true }],
  ['NEWEST', true, ['publishedAt:desc', 'seq:desc'], { attribute: 'publishedAt', descending: true }],
  ['PRICE_ASCENDING', false, ['priceMin:asc', 'seq:asc'], { attribute: 'priceMin', descending: false }],
  ['PRICE_DESCENDING', false, ['priceMax:desc', 'seq:desc'], { attribute: 'priceMax', descending: true }],
  ['NAME', false, ['key_zh:asc', 'seq:asc'], null],
] as const)('orders products by %s (with words: %p)', (order, hasWords, sort, lead) => {
  expect(productOrder(order, hasWords, 'ZH')).toEqual({ sort, lead });
});

it.each([
  ['RELEVANCE', true, []],
  ['RELEVANCE', false, ['verifiedUntil:desc', 'seq:desc']],
  ['NEWEST', false, ['createdAt:desc', 'seq:desc']],
  ['NAME', true, ['key_tr:asc', 'seq:asc']],
] as const)('orders companies by %s (with words: %p)', (order, hasWords, sort) => {
  expect(companyOrder(order, hasWords, 'TR').sort).toEqual(sort);
});
