import { DEMO_ACCOUNTS } from '../../seed/demo/demo-accounts.ts';
import { demoPassword } from '../../seed/demo/demo-password.ts';
import { median } from '../report/spread.ts';
import type { Ask, MemberStage } from './member-stage.ts';
import { readersDuring } from './readers.ts';

const SIGN_IN = `mutation SignIn($input: SignInInput!) { signIn(input: $input) { __typename ... on Session { accessToken } } }`;
const AT_ONCE = 50;

/** Signs in to a demo account; answers the headers of what they ask from then on. */
export async function signedIn(ask: Ask, login: string): Promise<Record<string, string>> {
  const { signIn } = await ask(SIGN_IN, { input: { login, password: demoPassword({}) } });
  if (signIn.__typename !== 'Session') throw new Error(`Expected a session for ${login}, got ${signIn.__typename}.`);
  return { authorization: `Bearer ${signIn.accessToken}` };
}

/** Fifty sign-ins at a time, again and again, to the demo accounts in turn: what that does to readers. */
export async function signingIn(stage: MemberStage): Promise<Record<string, number>> {
  const { ask, rounds, say } = stage;
  const [ratios, waits]: [number[], number[]] = [[], []];
  let refused = 0;
  const one = async (index: number): Promise<void> => {
    const began = performance.now();
    const { email: login } = DEMO_ACCOUNTS[index % DEMO_ACCOUNTS.length]!;
    const { signIn } = await ask(SIGN_IN, { input: { login, password: demoPassword({}) } });
    if (signIn.__typename === 'Session') waits.push(performance.now() - began);
    else refused++;
  };
  for (let round = 0; round < rounds; round++) {
    ratios.push(
      await readersDuring(stage, async (isOver) => {
        while (!isOver()) await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => one(index)));
      }),
    );
  }
  const signInReadersRatio = median(ratios);
  say(
    `\n${AT_ONCE} sign-ins at a time: readers' p95 ${signInReadersRatio.toFixed(2)} times its calm; ${waits.length} sign-ins, ${median(waits).toFixed(0)} ms each, ${refused} refused`,
  );
  return { signInReadersRatio, signInMs: median(waits), signInsRefused: refused };
}
