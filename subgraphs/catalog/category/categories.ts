import { TEXT_KEY, type Locale } from '../../../kit/text/localized-text.ts';
import { categoryTree, type CategoryNode } from './tree/tree.ts';
import type { Category } from './category.type.ts';

const byCode = new Map(categoryTree.map((node) => [node.code, node]));
const childrenOf = new Map<string | null, CategoryNode[]>();
for (const node of categoryTree) childrenOf.set(node.parent, [...(childrenOf.get(node.parent) ?? []), node]);
const presented = new Map<string, Category>();

export const categoryName = (code: string, locale: Locale): string | undefined =>
  byCode.get(code)?.name[TEXT_KEY[locale]];

/** The children of a code, the roots for null; null when there is no such code. */
export function categoryChildren(parent: string | null, locale: Locale): Category[] | null {
  if (parent !== null && !byCode.has(parent)) return null;
  return (childrenOf.get(parent) ?? []).map((node) => presentCategory(node, locale));
}

export function category(code: string, locale: Locale): Category | null {
  const node = byCode.get(code);
  return node ? presentCategory(node, locale) : null;
}

function presentCategory({ code, name, level, hs }: CategoryNode, locale: Locale): Category {
  const key = `${locale}:${code}`;
  let known = presented.get(key);
  if (!known) presented.set(key, (known = { code, name: name[TEXT_KEY[locale]], level, hsCodes: [...hs], locale }));
  return known;
}
