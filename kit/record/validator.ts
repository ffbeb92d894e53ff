import type { Field, Fields, Leaf } from './field.ts';
import { scopeOf, sealedAs } from './inventory.ts';
import type { Lookups } from './lookup.ts';

/** A MongoDB `$jsonSchema` document: the database itself refuses what is not declared. */
export interface JsonSchema {
  [key: string]: unknown;
}

/**
 * The validator of a collection with these fields, the tokens of its look-ups and a string `_id`. What is sealed is bytes, and nothing
 * else gets in. Where a record may be about a person or about nobody, it says both forms, and a document is one of them.
 */
export function validatorOf(fields: Fields, lookups: Lookups = {}): JsonSchema {
  const tokens = Object.keys(lookups).map((name) => [name, TOKENS]);
  return scopeSchema(fields, '', { _id: { bsonType: 'string' }, ...(Object.fromEntries(tokens) as JsonSchema) });
}

const TOKENS = { bsonType: 'array', minItems: 1, maxItems: 2, items: { bsonType: 'binData' } };

/** A document, or the item of a list, at `scope`: the paths in it are sealed for the subject that it names. */
function scopeSchema(fields: Fields, scope: string, own: JsonSchema = {}): JsonSchema {
  const reference = nullableReference(fields, scope);
  if (!reference) return objectSchema(fields, scope, true, own);
  const somebody = { ...fields, [reference]: { ...fields[reference]!, nullable: false, optional: false } };
  const nobody = objectSchema(fields, scope, false, { ...own, [reference]: { bsonType: 'null' } });
  return { oneOf: [nobody, objectSchema(somebody, scope, true, own)] };
}

/** The name of the nullable reference on which sealed paths of this scope depend; undefined when none does. */
function nullableReference(fields: Fields, scope: string): string | undefined {
  const prefix = scope && `${scope}.`;
  const named = new Set(subjectsIn(fields, prefix, scope));
  const names = [...named].map((subject) => subject.slice(prefix.length)).filter((name) => mayBeNobody(fields[name]));
  if (names.length > 1) throw new Error(`Expected one person that a record may be about, got ${names.join(' and ')}.`);
  return names[0];
}

const mayBeNobody = (field: Field | undefined): boolean => field !== undefined && (field.nullable || field.optional);

function* subjectsIn(fields: Fields, prefix: string, scope: string): Generator<string> {
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind === 'group') yield* subjectsIn(field.fields, `${prefix}${name}.`, scope);
    else if (field.kind !== 'list') {
      const sealed = sealedAs(field);
      if (sealed && scopeOf(sealed.subject) === scope) yield sealed.subject;
    }
  }
}

function objectSchema(fields: Fields, path: string, sealed: boolean, own: JsonSchema = {}): JsonSchema {
  const required = Object.entries(fields)
    .filter(([, field]) => !field.optional)
    .map(([name]) => name);
  const names = [...('_id' in own ? ['_id'] : []), ...required];
  const prefix = path && `${path}.`;
  return {
    bsonType: 'object',
    additionalProperties: false,
    properties: {
      ...Object.fromEntries(
        Object.entries(fields).map(([name, field]) => [name, fieldSchema(field, `${prefix}${name}`, sealed)]),
      ),
      ...own,
    },
    ...(names.length > 0 && { required: names }),
  };
}

function fieldSchema(field: Field, path: string, sealed: boolean): JsonSchema {
  const schema = bareSchema(field, path, sealed);
  if (!field.nullable) return schema;
  if (schema['oneOf']) return { oneOf: [...(schema['oneOf'] as unknown[]), { bsonType: 'null' }] };
  const nullableEnum = schema['enum'] ? { enum: [...(schema['enum'] as unknown[]), null] } : {};
  return { ...schema, bsonType: [schema['bsonType'] as string | string[], 'null'].flat(), ...nullableEnum };
}

function bareSchema(field: Field, path: string, sealed: boolean): JsonSchema {
  if (field.kind === 'group') return objectSchema(field.fields, path, sealed);
  if (field.kind === 'list') {
    const item = `${path}[]`;
    const items =
      field.item.kind === 'group' ? itemSchema(field.item, item, sealed) : fieldSchema(field.item, item, sealed);
    return { bsonType: 'array', maxItems: field.maxItems, items };
  }
  return sealed && sealedAs(field) ? { bsonType: 'binData' } : leafSchema(field);
}

/** An item that names a person of its own is sealed for that one, whoever the document is about. */
function itemSchema(item: Extract<Field, { kind: 'group' }>, path: string, sealed: boolean): JsonSchema {
  const own = [...subjectsIn(item.fields, `${path}.`, path)].length > 0;
  return own ? scopeSchema(item.fields, path) : fieldSchema(item, path, sealed);
}

function leafSchema(field: Leaf<unknown>): JsonSchema {
  switch (field.kind) {
    case 'text':
      return {
        bsonType: 'string',
        ...(field.maxLength !== undefined && { maxLength: field.maxLength }),
        // There `$` would also stand before a line break at the end.
        ...(field.pattern !== undefined && { pattern: field.pattern.replace(/\$$/, '\\z') }),
        ...(field.values && { enum: [...field.values] }),
      };
    case 'integer':
      return { bsonType: ['int', 'long', 'double'], minimum: field.minimum, maximum: field.maximum, multipleOf: 1 };
    case 'number':
      return { bsonType: ['int', 'long', 'double'] };
    case 'flag':
      return { bsonType: 'bool' };
    case 'instant':
      return { bsonType: 'date' };
    case 'objectId':
      return { bsonType: 'objectId' };
    case 'binary':
      return { bsonType: 'binData' };
  }
}
