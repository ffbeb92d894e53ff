import root10 from './10.json' with { type: 'json' };
import root15 from './15.json' with { type: 'json' };
import root20 from './20.json' with { type: 'json' };
import root25 from './25.json' with { type: 'json' };
import root30 from './30.json' with { type: 'json' };
import root35 from './35.json' with { type: 'json' };
import root40 from './40.json' with { type: 'json' };
import root45 from './45.json' with { type: 'json' };
import root50 from './50.json' with { type: 'json' };
import root55 from './55.json' with { type: 'json' };
import root60 from './60.json' with { type: 'json' };
import root65 from './65.json' with { type: 'json' };
import root70 from './70.json' with { type: 'json' };
import root75 from './75.json' with { type: 'json' };
import root80 from './80.json' with { type: 'json' };
import root85 from './85.json' with { type: 'json' };
import root90 from './90.json' with { type: 'json' };
import root95 from './95.json' with { type: 'json' };
import root97 from './97.json' with { type: 'json' };

/** A place in the catalogue, three levels deep at the most, cross-walked to the Harmonized System. */
export interface CategoryNode {
  /** Digits with dots, each level two more: `10`, `10.20`, `10.20.05`. It never changes its meaning. */
  code: string;
  /** Null for a root. */
  parent: string | null;
  /** 1 for a root, 3 for a leaf, which is where products are. */
  level: number;
  name: { tr: string; zh: string; en: string };
  /** Chapters for a root, headings below it, subheadings of a leaf. */
  hs: string[];
}

const roots = [
  root10,
  root15,
  root20,
  root25,
  root30,
  root35,
  root40,
  root45,
  root50,
  root55,
  root60,
  root65,
  root70,
  root75,
  root80,
  root85,
  root90,
  root95,
  root97,
];

/** Every category, parents before their children. */
export const categoryTree: readonly CategoryNode[] = roots.flat().map((node) => {
  const parts = node.code.split('.');
  return { ...node, level: parts.length, parent: parts.length > 1 ? parts.slice(0, -1).join('.') : null };
});
