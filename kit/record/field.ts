import { notPersonal, type Declared, type ReferredKind } from './personal.ts';

/**
 * A stored path: its shape, its bounds and what it says about people. From these come the mongoose schema, the
 * database's own validator and the inventory of personal data; a path that is not declared cannot be stored.
 */
export interface Leaf<T> {
  kind: 'text' | 'integer' | 'number' | 'flag' | 'instant' | 'objectId' | 'binary';
  declared: Declared;
  /** Set where the leaf is the opaque reference of a data subject. */
  refersTo?: ReferredKind;
  nullable: boolean;
  optional: boolean;
  values?: readonly string[];
  pattern?: string;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  /** Never present at run time: carries the TypeScript type. */
  readonly type?: T;
}
export interface Group<T> {
  kind: 'group';
  fields: Fields;
  nullable: boolean;
  optional: boolean;
  readonly type?: T;
}
export interface List<T> {
  kind: 'list';
  item: Field;
  maxItems: number;
  nullable: boolean;
  optional: boolean;
  readonly type?: T;
}
export type Field = Leaf<unknown> | Group<unknown> | List<unknown>;
export type Fields = Record<string, Field>;

type TypeOf<F> = F extends { readonly type?: infer T } ? T : never;
type OptionalKeys<F extends Fields> = { [K in keyof F]: F[K] extends { optional: true } ? K : never }[keyof F];
/** The TypeScript value that a set of fields stores. */
export type Stored<F extends Fields> = { [K in Exclude<keyof F, OptionalKeys<F>>]: TypeOf<F[K]> } & {
  [K in OptionalKeys<F>]?: TypeOf<F[K]>;
};

const shape = { nullable: false, optional: false } as const;

export const text = (maxLength: number, declared: Declared = notPersonal, pattern?: string): Leaf<string> => ({
  kind: 'text',
  declared,
  maxLength,
  pattern,
  ...shape,
});
export const oneOf = <const V extends readonly string[]>(
  values: V,
  declared: Declared = notPersonal,
): Leaf<V[number]> => ({
  kind: 'text',
  declared,
  values,
  ...shape,
});
/** A decimal number as a string, exact: up to 12 digits before and 6 after the point, never negative. */
export const decimal = (declared: Declared = notPersonal): Leaf<string> =>
  text(20, declared, '^(0|[1-9][0-9]{0,11})(\\.[0-9]{1,6})?$');
export const integer = (minimum: number, maximum: number, declared: Declared = notPersonal): Leaf<number> => ({
  kind: 'integer',
  declared,
  minimum,
  maximum,
  ...shape,
});
export const flag = (declared: Declared = notPersonal): Leaf<boolean> => ({ kind: 'flag', declared, ...shape });
export const instant = (declared: Declared = notPersonal): Leaf<Date> => ({ kind: 'instant', declared, ...shape });
/** Bytes, such as a hash: at most `maxLength` of them. */
export const binary = (maxLength: number, declared: Declared = notPersonal): Leaf<Uint8Array> => ({
  kind: 'binary',
  declared,
  maxLength,
  ...shape,
});
/** The form of a subject's reference. */
export const SUBJECT_REF = '^[0-7][0-9A-HJKMNP-TV-Z]{25}$';
/**
 * The opaque reference of a data subject (a ULID): the one thing by which records of a person find each other. It is made at random, says
 * nothing of the person, and leads nowhere once the subject's data key is destroyed. What is declared about it is its own where nothing
 * else in the record is about the person; else it goes with that.
 */
export const subjectRef = (kind: ReferredKind, declared: Declared = notPersonal): Leaf<string> => ({
  ...text(26, declared, SUBJECT_REF),
  refersTo: kind,
});
export const group = <F extends Fields>(fields: F): Group<Stored<F>> => ({ kind: 'group', fields, ...shape });
export const list = <F extends Field>(item: F, maxItems: number): List<TypeOf<F>[]> => ({
  kind: 'list',
  item,
  maxItems,
  ...shape,
});
export const nullable = <F extends Field>(field: F): Omit<F, 'type'> & { readonly type?: TypeOf<F> | null } =>
  ({ ...field, nullable: true }) as never;
export const optional = <F extends Field>(field: F): F & { optional: true } => ({ ...field, optional: true });
