import { REGIMES } from '../case/privacy-case.values.ts';
import { complaintsOf } from './complaints.ts';

it('tells how to complain by every law that may apply, in three languages', () => {
  for (const locale of ['TR', 'ZH', 'EN'] as const) expect(complaintsOf(REGIMES, locale)).toHaveLength(4);
  const first = (regimes: Parameters<typeof complaintsOf>[0]) =>
    complaintsOf(regimes, 'EN').map((line) => line.split(' ')[0]);
  expect(first(['PIPL', 'KVKK'])).toEqual(['Turkey', 'China', 'Wherever']);
  expect(first(['GDPR'])).toEqual(['European']);
  expect(complaintsOf(['KVKK'], 'TR')[0]).toMatch(/30 gün.*60 gün/);
});
