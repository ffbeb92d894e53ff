import type { Field, Fields } from './field.ts';

/** A MongoDB `$jsonSchema` document: the database itself refuses what is not declared. */
export interface JsonSchema {
  [key: string]: unknown;
}

/** The validator of a collection with these fields and a string `_id`. */
export function validatorOf(fields: Fields): JsonSchema {
  const inner = groupSchema(fields);
  return {
    ...inner,
    properties: { _id: { bsonType: 'string' }, ...(inner['properties'] as JsonSchema) },
    required: ['_id', ...((inner['required'] as string[] | undefined) ?? [])],
  };
}

function groupSchema(fields: Fields): JsonSchema {
  const required = Object.entries(fields)
    .filter(([, field]) => !field.optional)
    .map(([name]) => name);
  return {
    bsonType: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldSchema(field)])),
    ...(required.length > 0 && { required }),
  };
}

function fieldSchema(field: Field): JsonSchema {
  const schema = bareSchema(field);
  if (!field.nullable) return schema;
  const nullableEnum = schema['enum'] ? { enum: [...(schema['enum'] as unknown[]), null] } : {};
  return { ...schema, bsonType: [schema['bsonType'] as string | string[], 'null'].flat(), ...nullableEnum };
}

function bareSchema(field: Field): JsonSchema {
  switch (field.kind) {
    case 'group':
      return groupSchema(field.fields);
    case 'list':
      return { bsonType: 'array', maxItems: field.maxItems, items: fieldSchema(field.item) };
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
  }
}
