import { hsDescription, hsTable } from './hs.ts';

describe('Harmonized System', () => {
  it('describes chapters, headings and subheadings', async () => {
    expect(await hsDescription('84')).toMatch(/machinery/i);
    expect(await hsDescription('8481')).toMatch(/^Taps, cocks, valves/);
    expect(await hsDescription('848180')).toMatch(/taps|valves/i);
  });

  it('knows no made-up code, nor a property of objects', async () => {
    expect(await hsDescription('123456')).toBeUndefined();
    expect(await hsDescription('constructor')).toBeUndefined();
  });

  it('holds over five thousand subheadings', async () => {
    expect(Object.keys(await hsTable()).filter((code) => code.length === 6).length).toBeGreaterThan(5_500);
  });
});
