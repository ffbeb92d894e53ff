import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { durationInWords } from '../../kit/data-map/schedule.ts';
import { policyTexts, policyVersions } from '../../subgraphs/privacy/policy/policy.catalogue.ts';
import { RETENTION_SCHEDULE, type RetentionRule } from './retention-schedule.ts';

const fill = { controller: '-', controllerAddress: '-', contact: '-' };
const newest = policyVersions(fill).at(-1)!.id;
const policy = readFileSync(join(policyTexts, newest, 'en.md'), 'utf8');

/** The period that the newest policy states for a kind of data; undefined when it has no such row. */
const stated = (kind: string): string | undefined =>
  policy
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .find(([, name]) => name === kind)?.[2];

const rules: [string, RetentionRule][] = Object.entries(RETENTION_SCHEDULE);

it.each(rules)('the privacy policy tells people the period of %j', (_, rule) => {
  const duration = rule.period ?? rule.within;
  if (duration === null) expect(stated(rule.policy)).toMatch(/^(while|until) /);
  else expect(stated(rule.policy)).toContain(durationInWords(duration));
});
