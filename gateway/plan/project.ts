import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  valueFromASTUntyped,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../../kit/graphql/fragments.ts';
import type { Variables } from '../../kit/subgraph/port.ts';
import type { Data } from './entities.ts';

type Condition = (variables: Variables) => boolean;
type Shape = (value: unknown, variables: Variables) => unknown;
interface Field {
  key: string;
  isIncluded: Condition | null;
  shape: Shape;
  nonNull: boolean;
}

/** Fields of the root that no type declares. */
const META: Readonly<Record<string, GraphQLField<unknown, unknown>>> = {
  __schema: SchemaMetaFieldDef,
  __type: TypeMetaFieldDef,
};

/** A null stands where none may stand: it moves up to the nearest field that may be null. */
const VOID = Symbol('void');

/**
 * Turns what came in from the subgraphs into the answer that the client asked for: its fields in its order, nothing else, nulls
 * moved up as the schema demands (GraphQL specification, 6.4.4). Made ready once for an operation.
 */
export function projectionOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operation, selectionSet }: OperationDefinitionNode,
): (data: Data, variables: Variables) => Data | null {
  const fragments = fragmentsOf(document);
  const shape = objectShape(schema, schema.getRootType(operation)!, [selectionSet], fragments);
  return (data, variables) => {
    const shaped = shape(data, variables);
    return shaped === VOID ? null : (shaped as Data);
  };
}

function objectShape(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Shape {
  const known = new Map<string, Field[]>();
  const fieldsFor = (typename: string): Field[] => {
    let fields = known.get(typename);
    if (!fields) known.set(typename, (fields = fieldsOf(schema, typename, sets, fragments)));
    return fields;
  };
  return (value, variables) => {
    if (value === null || typeof value !== 'object') return null;
    const typename = isObjectType(type) ? type.name : String((value as Data)['__typename']);
    const shaped: Data = {};
    for (const { key, isIncluded, shape, nonNull } of fieldsFor(typename)) {
      if (isIncluded && !isIncluded(variables)) continue;
      const inner = key === '__typename' ? typename : shape((value as Data)[key] ?? null, variables);
      if (inner === VOID || (inner === null && nonNull)) {
        if (nonNull) return VOID;
        shaped[key] = null;
      } else shaped[key] = inner;
    }
    return shaped;
  };
}

function fieldsOf(
  schema: GraphQLSchema,
  typename: string,
  sets: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Field[] {
  const type = schema.getType(typename);
  if (!isObjectType(type)) return [];
  const found = new Map<string, { name: string; sets: SelectionSetNode[]; conditions: (Condition | null)[] }>();
  const collect = ({ selections }: SelectionSetNode, outer: Condition | null): void => {
    for (const node of selections) {
      const condition = both(outer, conditionOf(node.directives));
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value;
        const field = found.get(key) ?? { name: node.name.value, sets: [], conditions: [] };
        found.set(key, field);
        field.conditions.push(condition);
        if (node.selectionSet) field.sets.push(node.selectionSet);
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      if (fragment && applies(schema, typename, fragment.typeCondition?.name.value))
        collect(fragment.selectionSet, condition);
    }
  };
  for (const set of sets) collect(set, null);
  return [...found].map(([key, { name, sets: below, conditions }]) => {
    const isIncluded = conditions.some((condition) => condition === null)
      ? null
      : (variables: Variables) => conditions.some((condition) => condition!(variables));
    if (name === '__typename') return { key, isIncluded, nonNull: true, shape: () => typename };
    const output = (META[name] ?? type.getFields()[name]!).type;
    return { key, isIncluded, nonNull: isNonNullType(output), shape: shapeOf(schema, output, below, fragments) };
  });
}

function shapeOf(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  sets: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Shape {
  if (isNonNullType(type)) return shapeOf(schema, type.ofType, sets, fragments);
  if (isListType(type)) {
    const item = shapeOf(schema, type.ofType, sets, fragments);
    const nonNull = isNonNullType(type.ofType);
    return (value, variables) => {
      if (!Array.isArray(value)) return null;
      const items = value.map((entry) => {
        const shaped = item(entry, variables);
        return shaped === VOID ? (nonNull ? VOID : null) : shaped;
      });
      return items.some((shaped) => shaped === VOID || (nonNull && shaped === null)) ? VOID : items;
    };
  }
  const named = getNamedType(type);
  return isCompositeType(named) ? objectShape(schema, named, sets, fragments) : leafShape(named);
}

/** A value that is of another kind than its type, as only a broken subgraph sends one, is none. */
function leafShape(type: GraphQLNamedType): Shape {
  const kind = isSpecifiedScalarType(type) ? (KIND_OF[type.name] ?? 'string') : null;
  if (kind !== null) return (value) => (typeof value === kind ? value : null);
  return (value) => (typeof value === 'object' && !(value instanceof Date) ? null : value);
}

const KIND_OF: Readonly<Record<string, string>> = { Int: 'number', Float: 'number', Boolean: 'boolean' };

function applies(schema: GraphQLSchema, typename: string, condition: string | undefined): boolean {
  if (condition === undefined || condition === typename) return true;
  const [abstract, type] = [schema.getType(condition), schema.getType(typename)];
  return isAbstractType(abstract) && isObjectType(type) && schema.isSubType(abstract, type);
}

/** What `@skip` and `@include` say; null when there is neither. */
export function conditionOf(directives: readonly DirectiveNode[] | undefined): Condition | null {
  let condition: Condition | null = null;
  for (const { name, arguments: given } of directives ?? []) {
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    if (!value || (name.value !== 'skip' && name.value !== 'include')) continue;
    const wanted = name.value === 'include';
    condition = both(condition, (variables) => Boolean(valueFromASTUntyped(value, variables)) === wanted);
  }
  return condition;
}

const both = (a: Condition | null, b: Condition | null): Condition | null =>
  a && b ? (variables) => a(variables) && b(variables) : (a ?? b);
