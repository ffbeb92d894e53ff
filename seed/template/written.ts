import branch10 from '../data/10.json' with { type: 'json' };
import branch15 from '../data/15.json' with { type: 'json' };
import branch20 from '../data/20.json' with { type: 'json' };
import branch25 from '../data/25.json' with { type: 'json' };
import branch30 from '../data/30.json' with { type: 'json' };
import branch35 from '../data/35.json' with { type: 'json' };
import branch40 from '../data/40.json' with { type: 'json' };
import branch45 from '../data/45.json' with { type: 'json' };
import branch50 from '../data/50.json' with { type: 'json' };
import branch55 from '../data/55.json' with { type: 'json' };
import branch60 from '../data/60.json' with { type: 'json' };
import branch65 from '../data/65.json' with { type: 'json' };
import branch70 from '../data/70.json' with { type: 'json' };
import branch75 from '../data/75.json' with { type: 'json' };
import branch80 from '../data/80.json' with { type: 'json' };
import branch85 from '../data/85.json' with { type: 'json' };
import branch90 from '../data/90.json' with { type: 'json' };
import branch95 from '../data/95.json' with { type: 'json' };
import branch97 from '../data/97.json' with { type: 'json' };

/** A leaf as its file writes it. Texts are `tr|zh|en`. */
export interface WrittenLeaf {
  before?: Record<string, string[]>;
  /** `only` narrows an axis for one kind of goods; an empty list leaves it out. */
  nouns: { name: string; hs: string; price?: number; only?: Record<string, string[]> }[];
  after?: Record<string, string[]>;
  attributes?: Record<string, string[]>;
  /** The axis that prices rise along. */
  scale?: string;
  about: string[];
  price: number[];
  unit: string;
}

/** A root category as its file writes it. */
export interface WrittenBranch {
  code: string;
  trade: string[];
  provinces: string[];
  cities: string[];
  certificates: string[];
  quality: string[];
  packing: string[];
  leaves: Record<string, WrittenLeaf>;
}

const files: unknown[] = [
  branch10,
  branch15,
  branch20,
  branch25,
  branch30,
  branch35,
  branch40,
  branch45,
  branch50,
  branch55,
  branch60,
  branch65,
  branch70,
  branch75,
  branch80,
  branch85,
  branch90,
  branch95,
  branch97,
];

/** Every root category, in the order of the codes. */
export const written = files as WrittenBranch[];
