import { randomBytes, randomUUID } from 'node:crypto';
import { dataMapOf, isPersonal, type PersonalRow } from '../../kit/data-map/data-map.ts';
import type { PersonReference } from '../../kit/participation/participant.ts';
import type { Field, Fields, Leaf } from '../../kit/record/field.ts';
import type { RecordDeclaration } from '../../kit/record/record.ts';
import { newSubjectRef } from '../../kit/subject-keys/subject-ref.ts';
import { newCaseNumber } from '../../subgraphs/privacy/case/case-number.ts';
import { canary } from './canary.ts';

/** Whose the references of a record are: all of one person, or of both by turns. In a list the items are of both, whoever comes first. */
export const MODES = ['ayse', 'bora', 'mixed'] as const;
export type Mode = (typeof MODES)[number];
export type Owner = 'ayse' | 'bora' | 'nobody';

/** A canary, and what is declared of the path where it was put. */
export interface Planted {
  number: number;
  collection: string;
  path: string;
  mode: Mode;
  owner: Owner;
  onExport: PersonalRow['onExport'] | 'not personal';
}

interface Filling {
  collection: string;
  mode: Mode;
  rows: ReadonlyMap<string, PersonalRow>;
  /** References of the document itself, in their order. */
  references: string[];
}

const hex = (length: number) => randomBytes(length / 2).toString('hex');
/** Texts of the patterns that there are; the first that fits one is taken. */
const FITTING: readonly (() => string)[] = [
  newSubjectRef,
  () => 'TR',
  () => 'EUR',
  ...[24, 64, 16].map((length) => () => hex(length)),
  () => '848180',
  () => '84.81',
  () => hex(26).replaceAll(/[0189]/g, 'z'),
  () => 'companies',
  randomUUID,
  () => newSubjectRef().toLowerCase(),
  () => '480.webp',
  () => 'a.b.c',
  newCaseNumber,
  () => '2026-11-27',
];
const tomorrow = () => new Date(Date.now() + 86_400_000);

/** Two people who are named side by side at every place where anybody is stored, each under references of their own. */
export class TwoPeople {
  readonly planted: Planted[] = [];
  readonly references: Record<Owner, PersonReference[]> = { ayse: [], bora: [], nobody: [] };

  /** A record of a declaration with everything in it that may be: a canary at each text that takes one, two items in each list. */
  filled(declaration: RecordDeclaration, mode: Mode): { _id: string } {
    const map = dataMapOf([{ name: 'any', records: [declaration] }]).filter(isPersonal);
    const rows = new Map(map.map((row) => [row.path, row]));
    const references = [...new Set(map.map(({ subjectPath }) => subjectPath))].filter((path) => !path.includes('[]'));
    const filling = { collection: declaration.collection, mode, rows, references };
    return { _id: hex(24), ...this.#fields(declaration.fields, '', 0, filling) };
  }

  #fields(fields: Fields, prefix: string, item: number, filling: Filling): object {
    return Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, this.#value(field, prefix + name, item, filling)]),
    );
  }

  #value(field: Field, path: string, item: number, filling: Filling): unknown {
    if (field.kind === 'group') return this.#fields(field.fields, `${path}.`, item, filling);
    if (field.kind === 'list') {
      const items = [0, 1].slice(0, field.maxItems);
      return items.map((index) => this.#value(field.item, `${path}[]`, index, filling));
    }
    if (field.refersTo) return this.#reference(field, path, item, filling);
    if (field.kind === 'text') return this.#text(field, path, item, filling);
    if (field.kind === 'binary') return randomBytes(Math.min(16, field.maxLength!));
    return { integer: field.minimum, number: 1, flag: true, instant: tomorrow() }[field.kind as 'integer'];
  }

  #reference({ pattern, refersTo }: Leaf<unknown>, path: string, item: number, filling: Filling): string {
    const ref = pattern === '^[0-9a-f]{24}$' ? hex(24) : newSubjectRef();
    this.references[ownerAt(path, item, filling)].push({ ref, kind: refersTo! });
    return ref;
  }

  #text({ pattern, values, maxLength = 0 }: Leaf<unknown>, path: string, item: number, filling: Filling): string {
    if (values) return values[0]!;
    if (pattern !== undefined) {
      const text = FITTING.map((fitting) => fitting()).find((one) => new RegExp(pattern, 'u').test(one));
      if (text === undefined) throw new Error(`${path}: expected a known pattern, got ${pattern}. Say what fits it.`);
      return text;
    }
    const number = this.planted.length;
    if (maxLength < canary(number).length) return 'plain'.slice(0, maxLength);
    const { collection, mode, rows } = filling;
    const row = rows.get(path);
    const owner = row ? ownerAt(row.subjectPath, item, filling) : 'nobody';
    this.planted.push({ number, collection, path, mode, owner, onExport: row?.onExport ?? 'not personal' });
    return canary(number);
  }
}

function ownerAt(subjectPath: string, item: number, { mode, rows, references }: Filling): Owner {
  if (rows.get(subjectPath)!.subject === 'NAMED_IN_DOCUMENT') return 'nobody';
  if (subjectPath.includes('[]')) return (mode === 'bora') === (item === 0) ? 'bora' : 'ayse';
  if (mode !== 'mixed') return mode;
  return references.indexOf(subjectPath) % 2 === 0 ? 'ayse' : 'bora';
}
