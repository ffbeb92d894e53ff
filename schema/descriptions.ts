import {
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isInterfaceType,
  isNullableType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLSchema,
} from 'graphql';

/** A type or a member of one that a reader of the schema can see. */
interface Member {
  /** Such as `Product`, `Product.name`, `Query.product.id` or `Locale.TR`. */
  readonly path: string;
  readonly description: string | null | undefined;
  readonly deprecationReason: string | null | undefined;
  /** An output field that may be null. */
  readonly mayBeNull: boolean;
}

type Described = Pick<Member, 'description'> & { name: string; deprecationReason?: string | null };

/** Every type, field, argument, enum value and input field of a schema, in the order of the schema. */
function membersOf(schema: GraphQLSchema): Member[] {
  const member = (path: string, { description, deprecationReason }: Described, mayBeNull = false): Member => ({
    path,
    description,
    deprecationReason,
    mayBeNull,
  });
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) return [];
    const below = (parts: readonly Described[], path: string = type.name) =>
      parts.map((part) => member(`${path}.${part.name}`, part));
    const own = member(type.name, type);
    if (isEnumType(type)) return [own, ...below(type.getValues())];
    if (isInputObjectType(type)) return [own, ...below(Object.values(type.getFields()))];
    if (!isObjectType(type) && !isInterfaceType(type)) return [own];
    const fields = Object.values(type.getFields()).flatMap((field) => {
      const path = `${type.name}.${field.name}`;
      return [member(path, field, isNullableType(field.type)), ...below(field.args, path)];
    });
    return [own, ...fields];
  });
}

/** What the schema leaves unsaid: a member without a description, or a nullable field that does not say what null means. */
export const undescribed = (schema: GraphQLSchema): string[] =>
  membersOf(schema).flatMap(({ path, description, mayBeNull }) => {
    if (!description?.trim()) return [`${path}: expected a description, found none.`];
    if (mayBeNull && !/\bnull\b/i.test(description)) {
      return [`${path} may be null: expected its description to say what null means, found "${description}".`];
    }
    return [];
  });

/** Deprecated members that do not say until when they stay. */
export const undatedDeprecations = (schema: GraphQLSchema): string[] =>
  membersOf(schema).flatMap(({ path, deprecationReason }) =>
    deprecationReason == null || /\buntil \d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b/.test(deprecationReason)
      ? []
      : [`${path} is deprecated: expected "… until YYYY-MM-DD" in the reason, found "${deprecationReason}".`],
  );
