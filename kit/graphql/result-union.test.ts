import 'reflect-metadata';
import { parse } from 'graphql';
import { compileQuery, type CompiledQuery } from 'graphql-jit';
import { Arg, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { containerOf } from '../subgraph/container.ts';
import { federatedSchema, subgraphSdl } from '../subgraph/federated-schema.ts';
import { invalidInput, InvalidInput, tooManyAttempts, TooManyAttempts } from './problems.ts';
import { resultUnion } from './result-union.ts';

@ObjectType('Good', { description: 'Something to sell.' })
class Good {
  @Field(() => ID, { description: 'Its id. Never null.' })
  id!: string;
}
const SellResult = resultUnion('SellResult', 'What came of it.', () => [Good, InvalidInput, TooManyAttempts]);

@Resolver()
class Selling {
  @Query(() => String, { description: 'Nothing. Never null.' })
  nothing(): string {
    return '';
  }
  @Mutation(() => SellResult as never, { description: 'Sells.' })
  sell(@Arg('what', () => String, { description: 'What.' }) what: string) {
    if (what === 'good') return { __typename: 'Good', id: '1' };
    return what === 'bad' ? invalidInput('what', 'Expected another.') : tooManyAttempts(7);
  }
}

const schema = federatedSchema({ resolvers: [Selling], container: containerOf([new Selling()]), references: {} });
const SELL = `mutation Sell($what: String!) { sell(what: $what) { __typename ... on Good { id } ... on Problem { message }
  ... on InvalidInput { field } ... on TooManyAttempts { retryAfterSeconds } } }`;

it.each([
  ['good', { __typename: 'Good', id: '1' }],
  ['bad', { __typename: 'InvalidInput', field: 'what', message: 'Expected another.' }],
  [
    'often',
    {
      __typename: 'TooManyAttempts',
      retryAfterSeconds: 7,
      message: 'Expected fewer attempts. Try again in 7 seconds.',
    },
  ],
])('tells apart what was changed and each problem: %s', async (what, sell) => {
  const { query } = compileQuery(schema, parse(SELL)) as CompiledQuery;
  expect(await query(undefined, {}, { what })).toEqual({ data: { sell } });
});

it('problems are shared by subgraphs, under their interface', () => {
  expect(subgraphSdl(schema)).toMatch(/type InvalidInput implements Problem\s+@shareable/);
});
