import { Field, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { Problem } from '../../../kit/graphql/problem.type.ts';

@ObjectType('PolicyVersionOutdated', {
  implements: Problem,
  description: 'Another version of the privacy policy is in force than the one that was accepted. Nothing was changed.',
})
@ShowsNothingPersonal()
export class PolicyVersionOutdated extends Problem {
  @Field(() => String, { description: 'Name of the version in force: show it, and send its name. Never null.' })
  versionInForce!: string;
}

@ObjectType('AuthorisationNotDeclared', {
  implements: Problem,
  description: 'It was not declared that whoever else is named has agreed to it. Nothing was changed.',
})
@ShowsNothingPersonal()
export class AuthorisationNotDeclared extends Problem {}

export const policyVersionOutdated = (accepted: string, versionInForce: string): PolicyVersionOutdated =>
  Object.assign(new PolicyVersionOutdated(), {
    versionInForce,
    message: `Expected the privacy policy ${versionInForce} to be accepted, got ${JSON.stringify(accepted.slice(0, 40))}. Show the one in force, and send its name.`,
  });

export const authorisationNotDeclared = (): AuthorisationNotDeclared =>
  Object.assign(new AuthorisationNotDeclared(), {
    message:
      'Expected authorisationDeclared to be true, got false. Ask whoever else is named here whether they agree, then declare it.',
  });
