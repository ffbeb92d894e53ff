import { CriticalityLevel, diff } from '@graphql-inspector/core';
import type { GraphQLSchema } from 'graphql';

/**
 * Breaking changes since the last release that the changelog does not announce. One is announced by a line in the newest section
 * of the changelog that is labelled `**breaking**` and names the path of what changed, such as `` `Product.hsCode` ``.
 */
export async function unannounced(released: GraphQLSchema, now: GraphQLSchema, changelog: string): Promise<string[]> {
  const announcements = newestSection(changelog).filter((line) => line.startsWith('- **breaking**'));
  const changes = await diff(released, now);
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .filter(({ path }) => !announcements.some((line) => line.includes(`\`${path}\``)))
    .map(
      ({ path, message }) =>
        `${message}: this breaks clients. Keep it and deprecate it, or announce it in CHANGELOG.md: - **breaking** \`${path}\` …`,
    );
}

/** The lines of the topmost section of a changelog: what is not released yet, or what is being released. */
function newestSection(changelog: string): string[] {
  const lines = changelog.split('\n');
  const start = lines.findIndex((line) => line.startsWith('## '));
  const end = lines.findIndex((line, index) => index > start && line.startsWith('## '));
  return start < 0 ? [] : lines.slice(start, end < 0 ? undefined : end);
}
