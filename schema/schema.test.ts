import {
  astFromValue,
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  print,
  type GraphQLSchema,
} from 'graphql';
import { schemaFaults } from './check.ts';
import { committedSchema } from './committed.ts';
import { compose } from './compose.ts';
import { undatedDeprecations, undescribed } from './descriptions.ts';
import { DISCOVERY_ENUMS, DISCOVERY_FIELDS, DISCOVERY_NODES } from './discovery.names.ts';
import { unannounced } from './evolution.ts';
import { relayFaults } from './relay.ts';
import { subgraphSdls } from '../subgraph-schemas.ts';

const generated = compose(subgraphSdls());
const committed = committedSchema();
const api = buildSchema(generated['api.graphql']);

describe('the schema', () => {
  it('is committed as the code makes it, described, Relay in its conventions, and breaks nothing unannounced', async () => {
    expect(await schemaFaults(generated, committed)).toEqual([]);
  });

  it.each(DISCOVERY_FIELDS)('has what clients of discovery rely on: %s', (wanted) => {
    expect(fieldAs(api, wanted)).toBe(wanted);
  });

  it.each(Object.entries(DISCOVERY_ENUMS))('has the values of %s that clients rely on', (name, values) => {
    const type = api.getType(name);
    expect(isEnumType(type) && type.getValues().map((value) => value.name)).toEqual(
      expect.arrayContaining([...values]),
    );
  });

  it('fetches every thing with an identity by its id', () => {
    const nodes = api.getPossibleTypes(api.getType('Node') as never).map(({ name }) => name);
    expect(nodes).toEqual(expect.arrayContaining(DISCOVERY_NODES));
  });
});

/** A field as the schema has it, with the arguments that are asked about, in that order, and others that must be given. */
function fieldAs(schema: GraphQLSchema, wanted: string): string | null {
  const [, typeName = '', fieldName = '', given = ''] = /^(\w+)\.(\w+)(?:\((.*?)\))?:/.exec(wanted) ?? [];
  const type = schema.getType(typeName);
  if (isInputObjectType(type)) return `${typeName}.${fieldName}: ${String(type.getFields()[fieldName]?.type)}`;
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
  if (!field) return null;
  const asked = [...given.matchAll(/(\w+):/g)].map(([, name = '']) => name);
  const names = new Set([...asked, ...field.args.filter(isRequiredArgument).map(({ name }) => name)]);
  const args = [...names].map((name) => {
    const arg = field.args.find((one) => one.name === name);
    const preset = arg && astFromValue(arg.defaultValue, arg.type);
    return `${name}: ${String(arg?.type)}${preset ? ` = ${print(preset)}` : ''}`;
  });
  return `${typeName}.${fieldName}${args.length > 0 ? `(${args.join(', ')})` : ''}: ${String(field.type)}`;
}

describe('its check', () => {
  it('sees a file that is stale or missing, and names the command', async () => {
    const stale = { ...committed, files: { ...committed.files, 'api.graphql': 'type Query', 'member.graphql': null } };
    expect(await schemaFaults(generated, stale)).toEqual([
      'schema/member.graphql is missing: run npm run schema:write and commit it.',
      'schema/api.graphql is not what the code makes: run npm run schema:write and commit it.',
    ]);
  });

  it('wants a description of everything, and to know what null means', () => {
    const schema = buildSchema(`
      type Query { a(b: In): [E!]! "A text." c: String "A text; null for none." d: String }
      enum E { F }
      input In { g: Int }
      scalar H
    `);
    expect(undescribed(schema).toSorted()).toEqual(
      [
        ...['Query', 'Query.a', 'Query.a.b', 'In', 'In.g', 'E', 'E.F', 'H'].map(
          (path) => `${path}: expected a description, found none.`,
        ),
        'Query.c may be null: expected its description to say what null means, found "A text.".',
      ].toSorted(),
    );
  });

  it('wants a day until which a deprecated member stays', () => {
    const schema = buildSchema(`
      type Query {
        a(b: Int @deprecated): Int @deprecated(reason: "Use c until 2027-06-30.")
        c: Int @deprecated(reason: "Use a until summer.")
        d: E
      }
      enum E { F @deprecated(reason: "Use G until 2027-13-01.") G }
    `);
    const wanted = 'expected "… until YYYY-MM-DD" in the reason, found';
    expect(undatedDeprecations(schema)).toEqual([
      `Query.a.b is deprecated: ${wanted} "No longer supported".`,
      `Query.c is deprecated: ${wanted} "Use a until summer.".`,
      `E.F is deprecated: ${wanted} "Use G until 2027-13-01.".`,
    ]);
  });

  it('sees a breaking change that the changelog does not announce', async () => {
    const before = buildSchema('type Query { a(b: Int): Int c: Int d: Int }');
    const after = buildSchema('type Query { a(b: Int): Int c: String e: Int }');
    const changelog = (newest: string, older = '') =>
      `# Changelog\n\n## [Unreleased]\n${newest}\n\n## [1.0.0]\n${older}\n`;
    const lines = '- **breaking** `Query.c` is a text.\n- **breaking** `Query.d` is gone.';
    const paths = async (text: string) =>
      (await unannounced(before, after, text))
        .map((fault) => /\*\*breaking\*\* `([^`]+)`/.exec(fault)?.[1] ?? fault)
        .toSorted();
    expect(await paths(changelog(''))).toEqual(['Query.c', 'Query.d']);
    expect(await paths(changelog('- `Query.c` is a text.', lines))).toEqual(['Query.c', 'Query.d']);
    expect(await paths(changelog('- **breaking** `Query.d` is gone.'))).toEqual(['Query.c']);
    expect(await paths(changelog(lines))).toEqual([]);
    expect(await unannounced(before, before, '')).toEqual([]);
  });

  it('sees where the Relay conventions are left', () => {
    const schema = buildSchema(`
      interface Node { id: ID! }
      type Query { node(id: ID!): Node nodes(ids: [ID!]!): [Node]! a(first: Int): AConnection }
      type A { id: ID! }
      type AConnection { edges: [AEdge] pageInfo: PageInfo! }
      type AEdge { cursor: String node: A }
      type OwnAConnection { edges: [OwnAEdge!]! pageInfo: PageInfo! }
      type OwnAEdge { cursor: String! node: A! }
      type OddEdge { cursor: String! node: A }
      type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String }
    `);
    expect(relayFaults(schema)).toEqual([
      'PageInfo.endCursor: expected String, found nothing.',
      'AConnection.edges: expected [AEdge!]!, found [AEdge].',
      'AEdge.cursor: expected String!, found String.',
      'OwnAEdge.node: expected A, found A!.',
      'OddEdge.node: expected Odd, found A.',
      'Query.a(first:): expected Int!, found Int.',
      'Query.a(after:): expected String, found nothing.',
      'A has an id: expected it to implement Node.',
    ]);
  });
});
