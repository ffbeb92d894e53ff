import { isUscc } from '../../kit/reference/identifiers/uscc.ts';
import { isVkn } from '../../kit/reference/identifiers/vkn.ts';
import { fictionalUscc, organizationCheckCharacter } from './uscc.ts';
import { fictionalVkn } from './vkn.ts';

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
