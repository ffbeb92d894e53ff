import vectors from './check-digit-vectors.json' with { type: 'json' };
import { fictionalUscc, isUscc, organizationCheckCharacter } from './uscc.ts';
import { fictionalVkn, isVkn } from './vkn.ts';

describe('check digits', () => {
  it.each(vectors.vkn.valid)('takes the tax number %s', (value) => expect(isVkn(value)).toBe(true));
  it.each([...vectors.vkn.invalid, '123', 'abcdefghij', ''])('refuses the tax number "%s"', (value) =>
    expect(isVkn(value)).toBe(false),
  );
  it.each(vectors.uscc.valid)('takes the social credit code %s', (value) => expect(isUscc(value)).toBe(true));
  it.each([...vectors.uscc.invalid, '91', 'I'.repeat(18), ''])('refuses the social credit code "%s"', (value) =>
    expect(isUscc(value)).toBe(false),
  );

  it('makes numbers that hold, each once', () => {
    const numbers = Array.from(
      { length: 5_000 },
      (_, n) => [fictionalVkn(n), fictionalUscc(n, '330300', n % 2 ? '91' : '92')] as const,
    );
    for (const [vkn, uscc] of numbers) {
      expect(isVkn(vkn)).toBe(true);
      expect(vkn.startsWith('000')).toBe(true);
      expect(isUscc(uscc)).toBe(true);
      expect(organizationCheckCharacter(uscc.slice(8, 16))).toBe(uscc[16]);
    }
    expect(new Set(numbers.flat()).size).toBe(10_000);
  });
});
