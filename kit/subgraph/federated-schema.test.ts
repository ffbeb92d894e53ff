import 'reflect-metadata';
import { parse } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { Field, ObjectType, Query, Resolver } from 'type-graphql';
import { containerOf } from './container.ts';
import { federatedSchema } from './federated-schema.ts';

@ObjectType()
class Part {
  @Field(() => String)
  name!: string;
}

@ObjectType()
class Thing {
  @Field(() => String, { nullable: true })
  label!: string | null;

  @Field(() => String)
  name!: string;

  @Field(() => Part)
  part!: Part;

  @Field(() => [Part])
  parts!: Part[];
}

let read: string[] = [];
const made = {
  get label(): string {
    throw new Error('It cannot be read.');
  },
  name: 'whole',
  get part(): Part {
    read.push('part');
    return { name: 'one' };
  },
  get parts(): Part[] {
    read.push('parts');
    return [{ name: 'one' }, { name: 'other' }];
  },
};

@Resolver(() => Thing)
class ThingResolver {
  @Query(() => Thing)
  async thing(): Promise<unknown> {
    return made;
  }
}

const ask = (query: string, plainTypes?: string[]) => {
  const resolver = new ThingResolver();
  const schema = federatedSchema({
    resolvers: [ThingResolver],
    container: containerOf([resolver]),
    plainTypes,
    references: {},
  });
  const compiled = compileQuery(schema, parse(query), undefined, { disableLeafSerialization: false });
  if (!isCompiledQuery(compiled)) throw new Error(JSON.stringify(compiled.errors));
  return compiled.query(undefined, {}, {});
};

it('a field that cannot be read is an error of that field alone', async () => {
  const { data, errors } = await ask('{ thing { name label part { name } } }');
  expect(data).toEqual({ thing: { name: 'whole', label: null, part: { name: 'one' } } });
  expect(errors).toMatchObject([{ message: 'It cannot be read.', path: ['thing', 'label'] }]);
});

it.each([[undefined], [['Part', 'Thing']]])(
  'what is made when it is read is made once; plain: %j',
  async (plainTypes) => {
    read = [];
    const { data, errors } = await ask('{ thing { part { name again: name } parts { name } } }', plainTypes);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      thing: { part: { name: 'one', again: 'one' }, parts: [{ name: 'one' }, { name: 'other' }] },
    });
    expect(read).toEqual(['part', 'parts']);
  },
);
