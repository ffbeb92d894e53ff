import 'reflect-metadata';
import { graphql } from 'graphql';
import { anonymous, type Role, type Viewer } from '../../../kit/viewer/viewer.ts';
import { privacyGraph } from '../privacy.ts';
import { personalRows } from './data-map.ts';

const fill = { controller: '-', controllerAddress: '-', contact: '-' };
const { schema, contextFor } = privacyGraph({ policy: fill, services: {} as never });
const source = `{ dataMap { store collection path category subject purposes { key describe } basis
  retention { key period reason } onErasure onExport protection } }`;

const asked = (viewer: Viewer) =>
  graphql({ schema, source, contextValue: contextFor({ viewer, client: null, locale: 'EN', requestId: 'test' }) });
const account = (...roles: Role[]): Viewer => ({ kind: 'account', accountId: 'a', sessionId: 's', roles });

it.each<Role>(['PRIVACY_OFFICER', 'ADMINISTRATOR'])('shows a %s every personal path, explained', async (role) => {
  const { data, errors } = await asked(account(role));
  expect(errors).toBeUndefined();
  const fields = data!['dataMap'] as {
    path: string;
    purposes: { describe: string }[];
    retention: { period: string };
  }[];
  expect(fields.map(({ path }) => path)).toEqual(personalRows().map(({ path }) => path));
  expect(fields.length).toBeGreaterThan(0);
  for (const { purposes, retention } of fields) {
    expect(purposes[0]!.describe).toMatch(/\.$/);
    expect(retention.period).toMatch(/^(Until|\d+ \w+ after): /);
  }
});

it.each<[string, Viewer, string]>([
  ['nobody signed in', anonymous, 'UNAUTHENTICATED'],
  ['an account without a role', account(), 'FORBIDDEN'],
  ['another of the staff', account('SUPPORT', 'VERIFIER'), 'FORBIDDEN'],
])('shows nothing to %s', async (_, viewer, code) => {
  const { data, errors } = await asked(viewer);
  expect(data!['dataMap']).toBeNull();
  expect(errors!.map(({ extensions }) => extensions['code'])).toEqual([code]);
});
