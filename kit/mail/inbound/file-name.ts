import { visibleText } from '../visible-text.ts';

const MOST = 120;
/** What leads elsewhere, or means something to a shell or a file system. */
const SIGNS = /["*/:<>?\\|]/g;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** A name under which a file can be kept anywhere: no path, no signs that nobody sees, at most 120 characters, its ending kept. */
export function fileNameOf(name: string, ending: string): string {
  const last = name.slice(-2_000).split(/[/\\]/).at(-1)!;
  const stem = visibleText(last)
    .replaceAll(SIGNS, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .replace(new RegExp(String.raw`(?:\.${ending})+$`, 'i'), '')
    .trim();
  const safe = stem === '' ? 'file' : RESERVED.test(stem) ? `_${stem}` : stem;
  return `${[...safe].slice(0, MOST - ending.length - 1).join('')}.${ending}`;
}
