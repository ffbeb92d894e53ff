import { group, instant, list, nullable, subjectRef, text } from '../record/field.ts';
import { about } from '../record/personal.ts';
import { broughtIn, type Write } from './brought-in.ts';
import { fencedPlacesOf } from './fenced-places.ts';

const kept = about({
  subject: 'decision.by',
  purposes: ['deciding'],
  basis: 'legal obligation',
  retention: 'decisions',
  onErasure: 'retain',
  onExport: 'include',
  protection: 'plain',
});
const fields = {
  subjectRef: nullable(subjectRef('MEMBER')),
  members: list(group({ memberRef: subjectRef('MEMBER'), role: text(10) }), 10),
  taken: nullable(group({ byRef: subjectRef('STAFF'), at: instant() })),
  decision: nullable(group({ by: subjectRef('STAFF', kept('user.unique_id.pseudonymous')) })),
  name: text(26),
};
const places = fencedPlacesOf({ fields })!;
const [A, B, C] = ['A', 'B', 'C'].map((letter) => letter.repeat(25).padStart(26, '0')) as [string, string, string];

const CASES: [string, Write, string[]][] = [
  ['a document', { document: { subjectRef: A, members: [{ memberRef: B }, { memberRef: C }], name: C } }, [A, B, C]],
  ['what is about nobody', { document: { subjectRef: null, members: [], taken: null } }, []],
  ['what is kept whoever is erased', { document: { decision: { by: A } } }, []],
  ['a value that is set', { filter: { _id: 'x' }, update: { $set: { subjectRef: A, name: 'n' } } }, [A]],
  ['a group that is set', { update: { $set: { taken: { byRef: A, at: new Date() } } } }, [A]],
  ['a place in a group', { update: { $set: { 'taken.byRef': A } } }, [A]],
  ['a place in a list', { update: { $set: { 'members.0.memberRef': A, 'members.$[one].memberRef': B } } }, [A, B]],
  ['an item', { update: { $push: { members: { memberRef: A } } } }, [A]],
  ['several items', { update: { $addToSet: { members: { $each: [{ memberRef: A }, { memberRef: B }] } } } }, [A, B]],
  ['a pipeline', { update: [{ $set: { members: { $concatArrays: ['$members', [{ memberRef: A }]] } } }] }, [A]],
  ['what may be made by an update', { filter: { subjectRef: A }, update: { $set: { name: 'n' } }, upsert: true }, [A]],
  ['a filter of an upsert, however it is said', { filter: { $and: [{ subjectRef: { $eq: A } }] }, upsert: true }, [A]],
  ['other values', { filter: { subjectRef: A }, update: { $set: { name: 'n' }, $inc: { count: 1 } } }, []],
  ['what is taken away', { update: { $pull: { members: { memberRef: A } }, $unset: { subjectRef: 1 } } }, []],
  ['what is there by the filter', { filter: { subjectRef: A }, document: { subjectRef: A } }, []],
  ['another than is there', { filter: { subjectRef: A }, update: { $set: { subjectRef: B } } }, [B]],
  ['what is there elsewhere', { filter: { 'members.memberRef': A }, update: { $set: { subjectRef: A } } }, [A]],
  ['what may be one of several', { filter: { subjectRef: { $in: [A, B] } }, document: { subjectRef: A } }, [A]],
];

it.each(CASES)('the references that a write brings in: %s', (_, write, references) => {
  expect(broughtIn(write, places)).toEqual(new Set(references));
});

it('a record that names nobody of whom an erasure takes something away has no places', () => {
  expect(fencedPlacesOf({ fields: { decision: fields.decision, name: fields.name } })).toBeNull();
});
