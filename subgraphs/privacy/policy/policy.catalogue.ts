import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetPath } from '../../../kit/assets/asset-path.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import { readPolicyText, type PolicyFill, type PolicyText } from './policy.markdown.ts';

/**
 * A version of the public privacy policy, e.g. `2026-11-23`: once published, its texts are never edited; a change, however
 * small, is a new version in a folder of its own.
 */
export interface PolicyVersion {
  /** The name of its folder; what a member accepts. */
  readonly id: string;
  /** In force from this instant on, until the next version is: ISO 8601, UTC. */
  readonly effectiveAt: string;
  /** When its text was last touched: ISO 8601, UTC. */
  readonly lastChangedAt: string;
  readonly texts: Readonly<Record<Locale, PolicyText>>;
  /** SHA-256, in hex, of the three texts as they are shown, one after the other: TR, ZH, EN. */
  readonly digest: string;
}

/** Where the versions lie: a folder each, with `version.json`, `tr.md`, `zh.md` and `en.md`. */
export const policyTexts = assetPath(import.meta.url, 'subgraphs/privacy/policy/texts');

/**
 * All versions of the policy, oldest first. Reads the disk: call it once, at start.
 * @throws when there is none, a file is missing, the languages differ in their sections, or two versions start at one instant
 */
export function policyVersions(fill: PolicyFill, folder: string = policyTexts): PolicyVersion[] {
  const ids = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const versions = ids.map((entry) => readVersion(folder, entry.name, fill));
  versions.sort((a, b) => Date.parse(a.effectiveAt) - Date.parse(b.effectiveAt));
  if (versions.length === 0) throw new Error(`Expected at least one policy version in ${folder}, found none.`);
  versions.forEach((version, index) => {
    const next = versions[index + 1];
    if (next?.effectiveAt === version.effectiveAt) {
      throw new Error(
        `Policy versions ${version.id} and ${next.id} start at one instant. Give one another effectiveAt.`,
      );
    }
  });
  return versions;
}

/** The version in force at that instant; null before the first. `versions` are oldest first. */
export function versionInForce(versions: readonly PolicyVersion[], at: Date): PolicyVersion | null {
  return versions.findLast((version) => Date.parse(version.effectiveAt) <= at.getTime()) ?? null;
}

function readVersion(folder: string, id: string, fill: PolicyFill): PolicyVersion {
  const read = (file: string) => readFileSync(join(folder, id, file), 'utf8');
  const text = (file: string) => readPolicyText(`${id}/${file}`, read(file), fill);
  const dates = JSON.parse(read('version.json')) as Record<string, unknown>;
  const texts = { TR: text('tr.md'), ZH: text('zh.md'), EN: text('en.md') };
  sameSections(id, texts);
  return {
    id,
    effectiveAt: instant(id, 'effectiveAt', dates['effectiveAt']),
    lastChangedAt: instant(id, 'lastChangedAt', dates['lastChangedAt']),
    texts,
    digest: createHash('sha256').update(`${texts.TR.markdown}${texts.ZH.markdown}${texts.EN.markdown}`).digest('hex'),
  };
}

function sameSections(id: string, texts: Record<Locale, PolicyText>): void {
  const [turkish, chinese, english] = [texts.TR, texts.ZH, texts.EN].map((text) =>
    text.sections.map((section) => section.id).join(', '),
  );
  if (!english || turkish !== english || chinese !== english) {
    throw new Error(
      `Policy ${id}: expected the same sections in every language, found TR ${turkish}; ZH ${chinese}; EN ${english}.`,
    );
  }
}

function instant(id: string, field: string, value: unknown): string {
  const time = typeof value === 'string' ? new Date(value) : new Date(NaN);
  if (Number.isNaN(time.getTime()) || time.toISOString() !== value) {
    throw new Error(
      `Policy ${id}: expected ${field} as an instant like 2026-11-22T21:00:00.000Z, found ${String(value)}.`,
    );
  }
  return value;
}
