import { bytesOf } from '../files/chunk-place.ts';
import { scopeOf } from '../record/inventory.ts';

type Holder = Readonly<Record<string, unknown>>;
interface Node {
  isList: boolean;
  /** Empty: it is a leaf. */
  inner: Tree;
}
type Tree = Map<string, Node>;

/** What is taken of the records of one place: the paths that are told, and of a list whose items name people only the items of some. */
export class TakenPaths {
  readonly #tree: Tree = new Map();
  readonly #scope: string;
  readonly #within: readonly string[];

  constructor(paths: readonly string[], subjectPath: string) {
    this.#scope = scopeOf(subjectPath);
    this.#within = subjectPath.slice(this.#scope.length).split('.').filter(Boolean);
    for (const path of paths) grow(this.#tree, path.split('.'));
  }

  /** As they are stored, instants in ISO 8601 and bytes in base64. */
  of(record: Holder, refs: ReadonlySet<string>): Record<string, unknown> {
    return this.#taken(record, this.#tree, '', refs);
  }

  /** The references of those whom a record names here. */
  named(record: Holder): unknown[] {
    const lists = this.#scope.split('[]').filter(Boolean);
    const holders = lists.reduce<unknown[]>(
      (found, path) => found.flatMap((one) => (at(one, path.split('.').filter(Boolean)) ?? []) as unknown[]),
      [record],
    );
    return holders.map((holder) => at(holder, this.#within));
  }

  #taken(holder: Holder, tree: Tree, prefix: string, refs: ReadonlySet<string>): Record<string, unknown> {
    const taken: Record<string, unknown> = {};
    for (const [name, { isList, inner }] of tree) {
      const value = holder[name];
      if (value === undefined) continue;
      const path = `${prefix}${name}`;
      const one = (item: unknown, below: string): unknown =>
        inner.size === 0 || item === null ? plain(item) : this.#taken(item as Holder, inner, below, refs);
      taken[name] =
        isList && value !== null
          ? this.#items(value as unknown[], `${path}[]`, refs).map((item) => one(item, `${path}[].`))
          : one(value, `${path}.`);
    }
    return taken;
  }

  #items(items: readonly unknown[], scope: string, refs: ReadonlySet<string>): readonly unknown[] {
    return scope === this.#scope ? items.filter((item) => refs.has(at(item, this.#within) as string)) : items;
  }
}

function grow(tree: Tree, [first = '', ...rest]: readonly string[]): void {
  const isList = first.endsWith('[]');
  const name = isList ? first.slice(0, -2) : first;
  const node = tree.get(name) ?? { isList, inner: new Map() };
  tree.set(name, node);
  if (rest.length > 0) grow(node.inner, rest);
}

const at = (holder: unknown, names: readonly string[]): unknown =>
  names.reduce<unknown>((value, name) => (value as Holder | null | undefined)?.[name], holder);

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  const isBytes = value instanceof Uint8Array || (value as { _bsontype?: unknown } | null)?._bsontype === 'Binary';
  return isBytes ? bytesOf(value as Uint8Array).toString('base64') : value;
}
