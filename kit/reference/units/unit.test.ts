import named from './units.named.json' with { type: 'json' };
import { unit, unitName } from './unit.ts';

describe('units', () => {
  it('names what is traded every day in three languages', () => {
    expect(named.length).toBeGreaterThanOrEqual(60);
    for (const { name } of named) expect(Object.values(name).filter(Boolean)).toHaveLength(3);
    expect(unitName('KGM', 'TR')).toBe('kilogram');
    expect(unitName('MTK', 'ZH')).toBe('平方米');
    expect(unitName('C62', 'TR')).toBe('adet');
  });

  it('falls back to English, then to the code', () => {
    expect(unitName('AMP', 'TR')).toBe('ampere');
    expect(unitName('NO-SUCH', 'TR')).toBe('NO-SUCH');
    expect(unit('NO-SUCH')).toBeUndefined();
  });

  it('converts to a base unit that is a unit of its own base', () => {
    expect(unit('TNE')).toMatchObject({ baseUnit: 'KGM', factor: 1000, symbol: 't' });
    expect(unit('DZN')).toMatchObject({ baseUnit: 'C62', factor: 12 });
    expect(unit('SET')).toMatchObject({ baseUnit: 'SET', factor: 1 });
    for (const { code } of named) {
      const base = unit(unit(code)!.baseUnit);
      expect(base).toMatchObject({ baseUnit: base?.code, factor: 1 });
      expect(unit(code)!.factor).toBeGreaterThan(0);
    }
  });
});
