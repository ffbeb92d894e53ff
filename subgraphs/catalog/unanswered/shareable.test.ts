import { shareable } from './shareable.ts';

describe('what of a query may be counted', () => {
  it.each([
    ['Küresel  Vana', 'kuresel vana'],
    ['İSTANBUL rulman', 'istanbul rulman'],
    ['304不锈钢管', '304不锈钢管'],
    ['M8x40 DIN 933', 'm8x40 din 933'],
    ['ＤＮ５０ vana', 'dn50 vana'],
    ['３/４ inch', '3/4 inch'],
    ['dot matrix printer (A4)', 'dot matrix printer (a4)'],
  ])('is %s, folded', (query, text) => expect(shareable(query)).toBe(text));

  it.each([
    'mehmet@firma.example',
    'mehmet＠firma',
    '05321234567',
    '0532 123 45 67',
    '+90-532-123-45-67',
    '(0) 5.3.2.1',
    '5\u200b3\u200b2\u200b1\u200b2',
    '٠٥٣٢١',
    '一三八零零一三八',
    '幺三八零零',
    '壹叁捌玖伍',
    'mehmet (at) firma',
    'mehmet [ AT ] firma',
    'firma dot com',
    'firma nokta com',
    'vana 12345',
    'https://firma.example/vana',
    'www firma',
    'firma.com.tr',
    '...',
    '',
    'a'.repeat(61),
  ])('is nothing of “%s”', (query) => expect(shareable(query)).toBeNull());
});
