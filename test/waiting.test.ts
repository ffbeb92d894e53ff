import { WITHIN_MS } from '../gateway/operation/operation.ts';
import { WAITED_MS } from '../kit/work/waiting.ts';

it('whoever cancels an account hears so before the gateway gives up, also when a part of the directory does not answer', () => {
  expect(WAITED_MS).toBeLessThanOrEqual(WITHIN_MS.mutation / 2);
});
