import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from './leaf-declaration.ts';
import { Problem } from './problem.type.ts';

/** The refusals that mutations of every subgraph know. One with facts of its own lives with its noun, and extends `Problem`. */

@ObjectType('InvalidInput', {
  implements: Problem,
  description: 'A value that the input holds is not acceptable. Nothing was changed.',
})
@Directive('@shareable')
@ShowsNothingPersonal()
export class InvalidInput extends Problem {
  @Field(() => String, {
    description: 'Path of the value in the input, such as `name` or `priceTiers.0.amount`. Never null.',
  })
  field!: string;
}

@ObjectType('NotAllowed', {
  implements: Problem,
  description: 'Whoever asks may not do this. The message says who may. Nothing was changed.',
})
@Directive('@shareable')
@ShowsNothingPersonal()
export class NotAllowed extends Problem {
  @Field(() => String, {
    description: 'Why, as a code that does not change: for example `NOT_OWNER`, `VIEWER_ONLY`, `PAUSED`. Never null.',
  })
  reason!: string;
}

@ObjectType('NotFound', {
  implements: Problem,
  description: 'What the input names is absent, or hidden from whoever asks: the two look alike. Nothing was changed.',
})
@Directive('@shareable')
@ShowsNothingPersonal()
export class NotFound extends Problem {
  @Field(() => String, { description: 'Path of the id in the input, such as `id`. Never null.' })
  field!: string;
}

@ObjectType('IdempotencyKeyReused', {
  implements: Problem,
  description:
    'The same idempotency key came before with other input. Nothing was changed by this request. Use a new key for a new intention.',
})
@Directive('@shareable')
@ShowsNothingPersonal()
export class IdempotencyKeyReused extends Problem {}

@ObjectType('TooManyAttempts', {
  implements: Problem,
  description: 'It was tried too often. Nothing was changed. Wait, then try again.',
})
@Directive('@shareable')
@ShowsNothingPersonal()
export class TooManyAttempts extends Problem {
  @Field(() => Int, { description: 'Seconds after which another attempt is looked at. Never null.' })
  retryAfterSeconds!: number;
}

const made = <T extends Problem>(type: new () => T, facts: Omit<T, never>): T => Object.assign(new type(), facts);

export const invalidInput = (field: string, message: string): InvalidInput => made(InvalidInput, { field, message });
export const notAllowed = (reason: string, message: string): NotAllowed => made(NotAllowed, { reason, message });
export const notFound = (field: string, message: string): NotFound => made(NotFound, { field, message });
export const idempotencyKeyReused = (): IdempotencyKeyReused =>
  made(IdempotencyKeyReused, {
    message: 'Expected the input that this idempotency key came with before, got another. Use a new key.',
  });
export const tooManyAttempts = (retryAfterSeconds: number): TooManyAttempts =>
  made(TooManyAttempts, {
    retryAfterSeconds,
    message: `Expected fewer attempts. Try again in ${retryAfterSeconds} seconds.`,
  });
