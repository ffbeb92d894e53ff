import { randomUUID } from 'node:crypto';
import type { World } from '../kit/world.ts';
import { canary } from './canary.ts';

/** Whose what was written is: of a person of the test, of staff, or of nobody whom anybody could name. */
export type Writer = 'ayse' | 'bora' | 'cem' | 'deniz' | 'staff' | 'nobody';

/** A text that stands nowhere else, of whom it tells, and where it is stored: database, collection and path. */
interface Written {
  owner: Writer;
  text: string;
  places: readonly string[];
}

/** Numbers the canaries that are written through the API, and remembers whose each is and where it comes to lie. */
export class Planting {
  readonly written: Written[] = [];

  /** A new canary. */
  of(owner: Writer, ...places: string[]): string {
    return this.given(owner, canary(this.written.length), ...places);
  }

  /** A text that can hold no canary, such as a number, and is unique in the test all the same. */
  given(owner: Writer, text: string, ...places: string[]): string {
    this.written.push({ owner, text, places });
    return text;
  }

  /** What was planted lies there as well. */
  also(text: string, ...places: string[]): void {
    const one = this.written.find((each) => text.includes(each.text))!;
    one.places = [...one.places, ...places];
  }
}

/** Inputs that are not named after their mutation. */
const INPUTS: Readonly<Record<string, string>> = {
  suspendCompany: 'ModerateCompanyInput',
  takePrivacyCase: 'PrivacyCaseChangeInput',
};

/** Does something through the gateway; answers what came of it. Throws for whatever is no success. */
export async function does(
  world: World,
  mutation: string,
  input: object,
  headers: Record<string, string> = {},
  shown = '',
) {
  const type = INPUTS[mutation] ?? `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await world.ask(
    `mutation Do($input: ${type}!) { ${mutation}(input: $input) { __typename ${shown} ... on Problem { problem: message } } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
    headers,
  );
  const answer = data?.[mutation];
  if (!answer || answer.problem !== undefined)
    throw new Error(`Expected ${mutation} to be done, got ${JSON.stringify(answer ?? errors)}.`);
  return answer;
}
