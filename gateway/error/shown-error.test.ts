import { buildSchema, getVariableValues, Kind, parse, type OperationDefinitionNode } from 'graphql';
import { withoutValue } from './shown-error.ts';

const schema = buildSchema(`
  input In { email: String! password: String! role: Role count: Int }
  enum Role { OWNER }
  type Query { ask(input: In!): Boolean }`);
const { variableDefinitions } = parse('query Ask($input: In!) { ask(input: $input) }').definitions.find(
  ({ kind }) => kind === Kind.OPERATION_DEFINITION,
) as OperationDefinitionNode;
/** What somebody is told who sends that. */
const told = (input: unknown): string[] =>
  (getVariableValues(schema, variableDefinitions!, { input }).errors ?? []).map(({ message }) => withoutValue(message));

const SECRET = 'canary; Field "password" at "x"; Y: canary';
const whole = { email: 'a@b.example', password: SECRET };

it.each([
  [
    { ...whole, ownerId: 'canary' },
    'Variable "$input" got an invalid value; Field "ownerId" is not defined by type "In".',
  ],
  [
    { password: SECRET },
    'Variable "$input" got an invalid value; Field "email" of required type "String!" was not provided.',
  ],
  [
    { ...whole, email: { $ne: SECRET } },
    'Variable "$input" got an invalid value at "input.email"; String cannot represent a non string value.',
  ],
  [
    { ...whole, count: 'canary' },
    'Variable "$input" got an invalid value at "input.count"; Int cannot represent non-integer value.',
  ],
  [SECRET, 'Variable "$input" got an invalid value; Expected type "In" to be an object.'],
])('names what is wrong with an input, and repeats nothing of it: %#', (input, words) => {
  expect(told(input)).toEqual([words]);
});

it('says what a choice has no value for, and nothing else that was sent', () => {
  expect(told({ ...whole, role: 'BOSS' })).toEqual([
    'Variable "$input" got an invalid value at "input.role"; Value "BOSS" does not exist in "Role" enum.',
  ]);
});
