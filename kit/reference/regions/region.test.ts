import { region, regionName, regions } from './region.ts';

describe('regions', () => {
  it('holds 81 Turkish and 31 Chinese provinces, each with three names and its places', () => {
    expect(regions.filter(({ code }) => code.startsWith('TR-'))).toHaveLength(81);
    expect(regions.filter(({ code }) => code.startsWith('CN-'))).toHaveLength(31);
    for (const { code, name, places } of regions) {
      expect(code).toMatch(/^(TR|CN)-\d\d$/);
      expect(Object.values(name).filter(Boolean)).toHaveLength(3);
      expect(places.length).toBeGreaterThan(0);
    }
  });

  it('names a province in each language', () => {
    expect(regionName('TR-34', 'TR')).toBe('İstanbul');
    expect(regionName('TR-34', 'ZH')).toBe('伊斯坦布尔');
    expect(regionName('CN-33', 'ZH')).toBe('浙江省');
    expect(regionName('CN-11', 'TR')).toBe('Pekin');
    expect(regionName('TR-99', 'EN')).toBeUndefined();
  });

  it('divides a province into districts, and a municipality too', () => {
    expect(region('TR-27')?.places).toContain('Şehitkamil');
    expect(region('CN-33')?.places).toContain('温州市');
    expect(region('CN-31')?.places).toContain('浦东新区');
  });
});
