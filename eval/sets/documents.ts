import { TEXT_KEY, type Locale, type LocalizedText } from '../../kit/text/localized-text.ts';
import type { EvalDocument } from '../systems/evaluated-system.ts';
import { linesOf, shown } from './lines.ts';

/**
 * Documents as JSON, one a line: `id`, `title`, `brand`, `text`, all texts in one language; all but the id may be absent or null.
 * @throws LineFault
 */
export async function readDocuments(file: string, locale: Locale): Promise<EvalDocument[]> {
  const seen = new Set<string>();
  const documents: EvalDocument[] = [];
  for await (const document of linesOf(file, (line) => documentIn(line, locale, seen))) documents.push(document);
  return documents;
}

function documentIn(line: string, locale: Locale, seen: Set<string>): EvalDocument {
  const value = objectIn(line);
  const id = idIn(value['id']);
  if (seen.has(id)) throw new Error(`Expected each id once, got ${shown(id)} again.`);
  seen.add(id);
  const localized = (field: string): LocalizedText => {
    const text = textIn(value, field);
    return text === null ? {} : { [TEXT_KEY[locale]]: text };
  };
  return { id, title: localized('title'), brand: textIn(value, 'brand'), text: localized('text') };
}

function objectIn(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error(`Expected a JSON object, got ${shown(line)}.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`Expected a JSON object, got ${shown(value)}.`);
  return value as Record<string, unknown>;
}

function idIn(value: unknown): string {
  if ((typeof value === 'string' && value !== '') || typeof value === 'number') return String(value);
  throw new Error(`Expected \`id\` to be a text or a number, got ${shown(value)}.`);
}

/** Null of an absent, null or empty text. */
function textIn(value: Record<string, unknown>, field: string): string | null {
  const text = value[field] ?? '';
  if (typeof text !== 'string') throw new Error(`Expected \`${field}\` to be a text or null, got ${shown(text)}.`);
  return text === '' ? null : text;
}
