import { Directive, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../graphql/leaf-declaration.ts';
import { Problem } from '../graphql/problem.type.ts';

@ObjectType('TokenNotUsable', {
  implements: Problem,
  description: 'A token that was used, has expired, or is none: the three look alike. Nothing was changed.',
})
@Directive('@shareable')
@ShowsNothingPersonal()
export class TokenNotUsable extends Problem {}

export const tokenNotUsable = (): TokenNotUsable =>
  Object.assign(new TokenNotUsable(), {
    message: 'Expected a token of a mail that was not used and has not expired, got another. Ask for a new mail.',
  });
